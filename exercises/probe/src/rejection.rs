//! What a learner reads when a check fails, in the order in which it helps.
//!
//! What was measured; the picture that shows it; the belief that would have it so; what
//! the machine does instead; where that is taught. Never the solution.

use crate::{belief, seed};
use stage::timeline::{Record, terminal};
use std::fmt::{self, Display};

/// Columns to draw and to write in.
const WIDTH: usize = 72;

/// Fails the check: `measured` is what was seen, `belief` the slug of what explains it.
///
/// ```should_panic
/// probe::reject("calling-starts-it", "no step was taken");
/// ```
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
