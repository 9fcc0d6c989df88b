//! What a learner reads when a check fails.
//!
//! It contains, in this order: what was measured, a picture of it, the likely
//! misconception, what actually happens, and where the course teaches it. It never
//! contains the solution.

pub(crate) mod misconception;
pub(crate) mod panicked;
pub(crate) mod panics;
pub(crate) mod picture;
pub(crate) mod report;

pub use panicked::{Panicked, call};
pub use panics::{RuntimePanic, first_sentence, is_todo};

use crate::rng;
use stage::timeline::Record;
use std::{
    fmt::{self, Display},
    time::Duration,
};

/// Fails the check. `measured` is what was seen; `misconception` is the slug of the
/// misconception that explains it.
///
/// # Panics
///
/// Always panics, with the text of the rejection.
#[track_caller]
pub fn reject<'a>(
    misconception: impl Into<Option<&'a str>>,
    measured: impl Display,
) -> ! {
    Rejection::new(misconception.into(), measured.to_string(), None).fail()
}

#[derive(Clone)]
pub(crate) struct Rejection<'a> {
    pub(crate) misconception: Option<&'a str>,
    pub(crate) measured: String,
    pub(crate) picture: Option<String>,
    pub(crate) seed: Option<u64>,
    /// In columns.
    width: usize,
}

impl<'a> Rejection<'a> {
    pub(crate) fn new(
        misconception: Option<&'a str>,
        measured: String,
        record: Option<&Record>,
    ) -> Self {
        let width = picture::width();
        Self {
            misconception,
            measured,
            picture: record.and_then(|it| picture::draw(it, width - 2)),
            seed: rng::drawn(),
            width,
        }
    }

    /// Writes the rejection to the report and panics with its text.
    #[track_caller]
    pub(crate) fn fail(&self) -> ! {
        let text = self.to_string();
        report::rejected(self, &text);
        panic!("{text}")
    }
}

impl Display for Rejection<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.width;
        paragraph(f, width, "", &self.measured)?;
        if let Some(picture) = &self.picture {
            writeln!(f)?;
            for line in picture.lines() {
                writeln!(f, "{}", format!("  {line}").trim_end())?;
            }
        }
        if let Some(slug) = self.misconception {
            let it = misconception::find(slug);
            writeln!(f, "\nYou might think ({slug}):")?;
            paragraph(f, width, "  ", &it.belief)?;
            writeln!(f, "In fact:")?;
            paragraph(f, width, "  ", &it.fact)?;
            writeln!(f, "Taught in {}", it.taught_in)?;
        }
        if let Some(seed) = self.seed {
            writeln!(f, "\n{}={seed} repeats this run.", protocol::env::SEED)?;
        }
        Ok(())
    }
}

/// A duration in seconds, to the millisecond: virtual timers are not more precise than
/// that.
pub fn time(duration: Duration) -> String {
    format!("{} s", duration.as_millis() as f64 / 1000.0)
}

/// Writes `text` wrapped at `width`, and keeps its own line breaks.
fn paragraph(
    f: &mut fmt::Formatter<'_>,
    width: usize,
    indent: &str,
    text: &str,
) -> fmt::Result {
    for line in text.lines() {
        let mut written = 0;
        for word in line.split(' ') {
            let length = word.chars().count();
            if written == 0 {
                write!(f, "{indent}{word}")?;
                written = indent.len() + length;
            } else if written + 1 + length > width {
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
    fn a_rejection_shows_measurement_picture_misconception_and_link_in_order() {
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

You might think (awaits-in-sequence):
";
        assert!(text.starts_with(expected), "{text}");
        let end = "\nTaught in lessons/06-gather/README.md#what-goes-wrong\n";
        assert!(text.ends_with(end), "{text}");
    }

    #[test]
    fn a_rejection_without_misconception_and_lanes_shows_only_the_measurement() {
        let observed = observe(async {});
        let rejection =
            Rejection::new(None, "all is well".into(), Some(&observed.record));
        assert_eq!(rejection.to_string(), "all is well\n");
    }

    #[test]
    fn a_picture_has_no_color_codes() {
        let observed = observe(async { async {}.on_lane("lane").await });
        let rejection = Rejection::new(None, String::new(), Some(&observed.record));
        let text = rejection.to_string();
        assert!(text.contains("lane  ●") && !text.contains('\u{1b}'), "{text}");
    }

    #[test]
    fn lines_are_wrapped_at_the_width() {
        let long =
            "twelve words that are not long make a line that is long ".repeat(7);
        let long = Rejection::new(None, format!("{long}\nand so on"), None);
        for width in [30, 72] {
            let text = Rejection { width, ..long.clone() }.to_string();
            let longest = text.lines().map(|line| line.chars().count()).max();
            assert!(longest <= Some(width), "{text}");
            assert!(longest > Some(width - 10), "{text}");
            assert_eq!(text.split_whitespace().count(), 12 * 7 + 3);
            assert!(text.ends_with("\nand so on\n"), "{text}");
        }
    }
}
