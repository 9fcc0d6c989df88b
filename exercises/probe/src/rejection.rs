//! What a learner reads when a check fails, in the order in which it helps.
//!
//! What was measured; the picture that shows it; the belief that would have it so;
//! what the machine does instead; where that is taught. Never the solution.

use crate::{belief, seed};
use stage::timeline::{Record, terminal};
use std::{
    fmt::{self, Display},
    time::Duration,
};

/// Columns to draw and to write in.
const WIDTH: usize = 72;

/// Fails the check: `measured` is what was seen, `belief` the slug of what explains
/// it.
///
/// # Panics
///
/// Always: this is how a check speaks.
#[track_caller]
pub fn reject<'a>(belief: impl Into<Option<&'a str>>, measured: impl Display) -> ! {
    panic!("{}", Rejection::new(belief.into(), measured.to_string(), None))
}

pub(crate) struct Rejection<'a> {
    belief: Option<&'a str>,
    measured: String,
    picture: Option<&'a Record>,
}

impl<'a> Rejection<'a> {
    pub(crate) fn new(
        belief: Option<&'a str>,
        measured: String,
        picture: Option<&'a Record>,
    ) -> Self {
        Self { belief, measured, picture }
    }
}

impl Display for Rejection<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        paragraph(f, "", &self.measured)?;
        if let Some(record) = self.picture.filter(|it| !it.lanes.is_empty()) {
            let look = terminal::Look { width: WIDTH - 2, ascii: false };
            let drawn = terminal::draw(record, look);
            let plain = anstream::adapter::strip_str(&drawn).to_string();
            writeln!(f)?;
            for line in plain.lines() {
                writeln!(f, "{}", format!("  {line}").trim_end())?;
            }
        }
        if let Some(slug) = self.belief {
            let belief = belief::find(slug);
            writeln!(f, "\nThis is what comes of the belief ({slug}):")?;
            paragraph(f, "  ", &belief.belief)?;
            writeln!(f, "But:")?;
            paragraph(f, "  ", &belief.fact)?;
            writeln!(f, "Taught in {}", belief.taught_in)?;
        }
        if let Some(seed) = seed::drawn() {
            writeln!(f, "\nPROBE_SEED={seed} repeats this run.")?;
        }
        Ok(())
    }
}

/// A duration in seconds, to the millisecond: virtual timers know no less.
pub fn time(duration: Duration) -> String {
    format!("{} s", duration.as_millis() as f64 / 1000.0)
}

/// Writes `text` in lines that are not too long; its own line breaks stay.
fn paragraph(f: &mut fmt::Formatter<'_>, indent: &str, text: &str) -> fmt::Result {
    for line in text.lines() {
        let mut written = 0;
        for word in line.split(' ') {
            let length = word.chars().count();
            if written == 0 {
                write!(f, "{indent}{word}")?;
                written = indent.len() + length;
            } else if written + 1 + length > WIDTH {
                write!(f, "\n{indent}{word}")?;
                written = indent.len() + length;
            } else {
                write!(f, " {word}")?;
                written += 1 + length;
            }
        }
        writeln!(f)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{OnLane, Service, observe};

    #[test]
    fn it_says_what_was_seen_then_what_was_believed_and_where_to_go_on() {
        let delays = [(0, 300), (1, 100), (2, 200)];
        let delays = delays.map(|(id, millis)| (id, Duration::from_millis(millis)));
        let service = Service::new(delays);
        let observed = observe(async move {
            for id in 0..3 {
                service.fetch(id).await;
            }
        });
        let measured = format!("took {}", time(observed.took));
        let rejection = Rejection::new(
            Some("awaits-in-sequence"),
            measured,
            Some(&observed.record),
        );
        let text = rejection.to_string();
        let expected = "\
took 0.6 s

           0s        0.1s      0.2s      0.3s      0.4s      0.5s      0.6s
  fetch 0  █━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●
  fetch 1                                █━━━━━━━━━●
  fetch 2                                          █━━━━━━━━━━━━━━━━━━━●
           █ holds the thread   ━ waits   ● done

This is what comes of the belief (awaits-in-sequence):
";
        assert!(text.starts_with(expected), "{text}");
        let end = "\nTaught in lessons/06-gather/README.md#what-goes-wrong\n";
        assert!(text.ends_with(end), "{text}");
    }

    #[test]
    fn without_a_belief_and_lanes_it_says_what_was_seen() {
        let observed = observe(async {});
        let rejection =
            Rejection::new(None, "all is well".into(), Some(&observed.record));
        assert_eq!(rejection.to_string(), "all is well\n");
    }

    #[test]
    fn its_picture_holds_no_color_codes() {
        let observed = observe(async { async {}.on_lane("lane").await });
        let rejection = Rejection::new(None, String::new(), Some(&observed.record));
        let text = rejection.to_string();
        assert!(text.contains("lane  ●") && !text.contains('\u{1b}'), "{text}");
    }

    #[test]
    fn its_lines_are_no_longer_than_its_width() {
        let long =
            "twelve words that are not long make a line that is long ".repeat(7);
        let text =
            Rejection::new(None, format!("{long}\nand so on"), None).to_string();
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
        assert_eq!(text.split_whitespace().count(), 12 * 7 + 3);
        assert!(text.ends_with("\nand so on\n"), "{text}");
    }
}
