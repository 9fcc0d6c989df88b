//! Checks that every figure in the prose of a README has a source.
//!
//! A figure is a number with a unit of time or memory (`0.5 s`), a number of times or
//! polls, or a range of these (`8 to 16 KiB`). It must appear in what the story or
//! the twin prints on every machine, or the test of the lesson must list it with its
//! source.

use super::{readme::Readme, without_measured_lines};
use std::{
    fmt::{self, Display, Formatter},
    ops::RangeInclusive,
};

/// A figure that is in the README but not in a snapshot, and where it comes from. The
/// first field is the figure, exactly as written.
#[derive(Clone, Copy, Debug)]
pub enum Figure {
    /// A value that differs between machines or runs. A test of the lesson compares
    /// what was measured with [`Figure::range`].
    Measured(&'static str),
    /// A value from the lesson's Rust code. The second field is the code that sets it.
    Source(&'static str, &'static str),
    /// A value that isn't shown by any program here. The second field says why the
    /// value is right.
    Said(&'static str, &'static str),
}

/// Checks that each figure in the prose of a lesson's README is printed by the story or
/// the twin, or is listed in `others`.
///
/// `lesson` is the directory of the lesson, and `printed` is what its story prints.
///
/// # Panics
///
/// Panics with a list of the figures that have no source, and of the `others` that are
/// not in the prose or whose code is not in the lesson.
pub fn assert_readme_figures(lesson: &str, printed: &str, others: &[Figure]) {
    // Measured lines differ from run to run, so they can't confirm a figure.
    let readme = Readme::of(lesson, without_measured_lines(printed));
    let shown: Vec<_> = readme.prints.iter().flat_map(|it| figures(it)).collect();

    let mut problems = Vec::new();
    let mut quoted = Vec::new();
    for line in readme.prose() {
        for figure in figures(&line) {
            let listed = others.iter().any(|it| it.quantity() == figure);
            let is_shown = |end| shown.iter().any(|it| it.shows(end, figure.unit));
            if !(listed || is_shown(figure.from) && is_shown(figure.to)) {
                problems.push(format!("{figure} has no known source: {line}"));
            }
            quoted.push(figure);
        }
    }
    for other in others {
        if !quoted.contains(&other.quantity()) {
            problems.push(format!("{other:?} is listed, but not in the prose"));
        }
        if let Figure::Source(_, line) = other
            && !readme.rust.iter().any(|it| it.contains(line))
        {
            problems.push(format!("{other:?} is not in the lesson's Rust code"));
        }
    }
    assert!(
        problems.is_empty(),
        "README.md and the lesson's list of figures don't match:\n{}\n\
         Use only figures that the story or the twin prints, or list the others in \
         the lesson's test as `Figure::Measured`, `Figure::Source`, or \
         `Figure::Said`.",
        problems.join("\n")
    );
}

impl Figure {
    /// Returns the range without its unit: 8 to 16 for `8 to 16 KiB`.
    ///
    /// # Panics
    ///
    /// Panics if the figure is not a range.
    pub fn range(self) -> RangeInclusive<f64> {
        let Quantity { from, to, .. } = self.quantity();
        assert!(from < to, "{self:?} is not a range, such as `8 to 16 KiB`");
        from..=to
    }

    fn quantity(self) -> Quantity {
        let (Self::Measured(it) | Self::Source(it, _) | Self::Said(it, _)) = self;
        let mut figures = figures(it);
        assert_eq!(
            figures.len(),
            1,
            "`{it}` must be one number, or one range, with a unit"
        );
        figures.remove(0)
    }
}

/// The value of a figure. If the figure is not a range, `from` and `to` are equal.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Quantity {
    from: f64,
    to: f64,
    unit: Unit,
}

/// The name of a unit, what it measures, and its size in the first unit of that kind.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Unit(&'static str, Kind, f64);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Time,
    Memory,
    Times,
    Polls,
}

const UNITS: [Unit; 18] = [
    Unit("s", Kind::Time, 1.0),
    Unit("seconds", Kind::Time, 1.0),
    Unit("ms", Kind::Time, 1e-3),
    Unit("µs", Kind::Time, 1e-6),
    Unit("us", Kind::Time, 1e-6),
    Unit("ns", Kind::Time, 1e-9),
    Unit("B", Kind::Memory, 1.0),
    Unit("bytes", Kind::Memory, 1.0),
    Unit("kB", Kind::Memory, 1e3),
    Unit("kb", Kind::Memory, 1e3),
    Unit("KiB", Kind::Memory, 1024.0),
    Unit("MB", Kind::Memory, 1e6),
    Unit("megabytes", Kind::Memory, 1e6),
    Unit("MiB", Kind::Memory, 1024.0 * 1024.0),
    Unit("GB", Kind::Memory, 1e9),
    Unit("GiB", Kind::Memory, 1024.0 * 1024.0 * 1024.0),
    Unit("times", Kind::Times, 1.0),
    Unit("polls", Kind::Polls, 1.0),
];

impl Quantity {
    /// Returns whether either end is equal to `value`, in any unit of the same kind.
    fn shows(&self, value: f64, Unit(_, kind, size): Unit) -> bool {
        let Unit(_, own_kind, own_size) = self.unit;
        let is_same =
            |end: f64| (end * own_size - value * size).abs() <= size * 1e-6;
        own_kind == kind && (is_same(self.from) || is_same(self.to))
    }
}

impl Display for Quantity {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { from, to, unit: Unit(unit, ..) } = self;
        if from < to {
            write!(f, "{from} to ")?;
        }
        write!(f, "{to} {unit}")
    }
}

/// Returns the figures in a text, in order: `0.5s`, `4 KiB`, `0.5 to 5 µs`.
fn figures(text: &str) -> Vec<Quantity> {
    let mut words = text.split_whitespace().peekable();
    let mut figures = Vec::new();
    while let Some(word) = words.next() {
        let Some((from, mut unit)) = number(word) else { continue };
        let mut to = from;
        let mut rest = words.clone();
        if unit.is_empty() && rest.next_if_eq(&"to").is_some() {
            let Some((end, end_unit)) = rest.next().and_then(number) else {
                continue;
            };
            (to, unit) = (end, end_unit);
        }
        if unit.is_empty() {
            unit = rest.next().map_or("", |word| word.trim_matches(is_punctuation));
        }
        if let Some(&unit) = UNITS.iter().find(|it| it.0 == unit) {
            figures.push(Quantity { from, to, unit });
            words = rest;
        }
    }
    figures
}

/// Parses a word that begins with a number, such as `4,216` or `0.5s]`, into the number
/// and the rest of the word without punctuation. The rest may be empty.
fn number(word: &str) -> Option<(f64, &str)> {
    let word = word.trim_start_matches(is_punctuation);
    let end = word.find(|it: char| !it.is_ascii_digit() && !".,".contains(it));
    let (digits, unit) = word.split_at(end.unwrap_or(word.len()));
    // A number that is followed by punctuation has no unit, like the 0.7 in `0.7, 0.8
    // s`.
    let value = digits.replace(',', "").parse().ok()?;
    (!digits.ends_with([',', '.']))
        .then_some((value, unit.trim_matches(is_punctuation)))
}

fn is_punctuation(it: char) -> bool {
    !it.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_finds_numbers_and_ranges_that_have_a_unit() {
        let text = "[  0.5s] page 3: 4,216 B, then 0.7, 0.8 and 0.9 s.\n\
            | 8 to 16 KiB | (98 to 100 times) | HTTP 503, a 64-bit 2 sessions";
        let found: Vec<_> = figures(text).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            ["0.5 s", "4216 B", "0.9 s", "8 to 16 KiB", "98 to 100 times"]
        );
    }

    #[test]
    fn a_quantity_shows_its_value_in_any_unit_of_the_same_kind() {
        let [shown, same, other] = figures("500 ms 0.5 s 0.6 s")[..] else {
            panic!("three figures")
        };
        assert!(shown.shows(same.from, same.unit));
        assert!(!shown.shows(other.from, other.unit));
        assert!(!shown.shows(500.0, figures("500 B")[0].unit));
    }
}
