//! The picture of an attempt as plain text, without color codes and with a limited
//! number of lanes.

use stage::timeline::{Record, terminal};

/// A picture with more lanes is too long to read.
const MAX_LANES: usize = 24;

/// The width of pictures and paragraphs, in columns.
pub(crate) fn width() -> usize {
    protocol::env::width(std::env::var(protocol::env::WIDTH).ok().as_deref())
}

/// Draws the record in `width` columns. `None` if the record has no lanes.
pub(crate) fn draw(record: &Record, width: usize) -> Option<String> {
    let left_out = record.lanes.len().saturating_sub(MAX_LANES);
    let draw = |record| {
        let drawn = terminal::draw(record, terminal::Look { width, ascii: false });
        anstream::adapter::strip_str(&drawn).to_string()
    };
    match left_out {
        0 if record.lanes.is_empty() => None,
        0 => Some(draw(record)),
        _ => {
            let mut first = record.clone();
            // Lines refer to lanes by index, so they are removed along with their
            // lanes. The picture does not show lines anyway.
            first.lines.clear();
            first.lanes.truncate(MAX_LANES);
            let picture = draw(&first);
            Some(format!("{picture}Lanes not shown: {left_out}\n"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{OnLane, observe};
    use tokio::time::{Duration, sleep};

    #[test]
    fn a_picture_is_as_wide_as_requested() {
        let observed = observe(async {
            sleep(Duration::from_secs(3)).on_lane("sleeper").await;
        });
        for width in [28, 70, 198] {
            let picture = draw(&observed.record, width).unwrap();
            let lane = picture.lines().find(|it| it.starts_with("sleeper"));
            let lane = lane.map(|it| it.chars().count());
            assert!(lane <= Some(width), "{width}:\n{picture}");
            assert!(lane > Some(width / 2), "{width}:\n{picture}");
        }
    }

    #[test]
    fn lanes_beyond_the_limit_are_counted_instead_of_drawn() {
        let picture = |lanes: usize| {
            let observed = observe(async move {
                for lane in 0..lanes {
                    async {}.on_lane(format!("lane {lane}")).await;
                }
            });
            draw(&observed.record, 72).unwrap_or_default()
        };
        assert_eq!(picture(0), "");
        let all = picture(MAX_LANES);
        assert!(all.contains("lane 23") && !all.contains("not shown"), "{all}");
        let some = picture(MAX_LANES + 7);
        assert!(some.contains("lane 23") && !some.contains("lane 24"), "{some}");
        assert!(some.ends_with("Lanes not shown: 7\n"), "{some}");
    }
}
