//! The picture of an attempt as plain text: no color codes, and not too many lanes.

use stage::timeline::{Record, terminal};

/// More lanes than these tell a learner nothing.
const LANES: usize = 24;

/// The width to draw and to write in, in columns.
pub(crate) fn width() -> usize {
    protocol::env::width(std::env::var(protocol::env::WIDTH).ok().as_deref())
}

/// Draws the record in so many columns. One without lanes has no picture.
pub(crate) fn draw(record: &Record, width: usize) -> Option<String> {
    let left_out = record.lanes.len().saturating_sub(LANES);
    let draw = |record| {
        let drawn = terminal::draw(record, terminal::Look { width, ascii: false });
        anstream::adapter::strip_str(&drawn).to_string()
    };
    match left_out {
        0 if record.lanes.is_empty() => None,
        0 => Some(draw(record)),
        _ => {
            let mut first = record.clone();
            // A line knows its lane by number; the picture shows no lines.
            first.lines.clear();
            first.lanes.truncate(LANES);
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
    fn its_lanes_are_as_wide_as_they_are_asked_to_be() {
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
    fn lanes_that_would_be_too_many_are_counted_instead() {
        let picture = |lanes: usize| {
            let observed = observe(async move {
                for lane in 0..lanes {
                    async {}.on_lane(format!("lane {lane}")).await;
                }
            });
            draw(&observed.record, 72).unwrap_or_default()
        };
        assert_eq!(picture(0), "");
        let all = picture(LANES);
        assert!(all.contains("lane 23") && !all.contains("not shown"), "{all}");
        let some = picture(LANES + 7);
        assert!(some.contains("lane 23") && !some.contains("lane 24"), "{some}");
        assert!(some.ends_with("Lanes not shown: 7\n"), "{some}");
    }
}
