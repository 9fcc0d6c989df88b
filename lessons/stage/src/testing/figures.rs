//! A README reckons: the figures in its prose come from somewhere.
//!
//! A figure is a number with a unit of time or memory, `0.5 s`, a count of times or
//! polls, or a range of these, `8 to 16 KiB`. It stands in what the story or the twin
//! prints the same everywhere, or the lesson's test says where else it comes from.

use super::{readme::Readme, without_measured_lines};
use std::{
    fmt::{self, Display, Formatter},
    ops::RangeInclusive,
};

/// A figure of the README that no snapshot holds, word for word, and its origin.
#[derive(Clone, Copy, Debug)]
pub enum Figure {
    /// It differs by machine or by run; a test of the lesson holds what was measured
    /// against it, with [`Figure::range`].
    Measured(&'static str),
    /// A line of the lesson's sources, given here, makes it.
    Source(&'static str, &'static str),
    /// No program here shows it; why it is true all the same.
    Said(&'static str, &'static str),
}

/// Holds the figures in the prose of a lesson's README against what the story and the
/// twin print, and against `others`.
///
/// `lesson` is its folder, `printed` what its story prints.
///
/// # Panics
///
/// Names the figures that have no origin, and the `others` that are not in the prose or
/// whose source is gone.
pub fn assert_readme_figures(lesson: &str, printed: &str, others: &[Figure]) {
    // What is measured now is something else tomorrow, and proves no figure.
    let readme = Readme::of(lesson, without_measured_lines(printed));
    let shown: Vec<_> = readme.prints.iter().flat_map(|it| figures(it)).collect();

    let mut faults = Vec::new();
    let mut quoted = Vec::new();
    for line in readme.prose() {
        for figure in figures(&line) {
            let listed = others.iter().any(|it| it.reads() == figure);
            let is_shown = |end| shown.iter().any(|it| it.shows(end, figure.unit));
            if !(listed || is_shown(figure.from) && is_shown(figure.to)) {
                faults.push(format!("{figure} has no known source: {line}"));
            }
            quoted.push(figure);
        }
    }
    for other in others {
        if !quoted.contains(&other.reads()) {
            faults.push(format!("{other:?} is listed, but not in the prose"));
        }
        if let Figure::Source(_, line) = other
            && !readme.rust.iter().any(|it| it.contains(line))
        {
            faults.push(format!("{other:?} is not in the lesson's Rust code"));
        }
    }
    assert!(
        faults.is_empty(),
        "README.md and the lesson's list of figures don't match:\n{}\n\
         Use only figures that the story or the twin prints, or list the others in \
         the lesson's test as `Figure::Measured`, `Figure::Source`, or \
         `Figure::Said`.",
        faults.join("\n")
    );
}

impl Figure {
    /// From where to where it goes, in its own unit: 8 to 16 for `8 to 16 KiB`.
    ///
    /// # Panics
    ///
    /// If it is no range.
    pub fn range(self) -> RangeInclusive<f64> {
        let Quantity { from, to, .. } = self.reads();
        assert!(from < to, "{self:?} is not a range, such as `8 to 16 KiB`");
        from..=to
    }

    fn reads(self) -> Quantity {
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

/// What a figure says; without a range, both ends are the same.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Quantity {
    from: f64,
    to: f64,
    unit: Unit,
}

/// Its name, what it measures, and its size in the first unit of that kind.
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
    /// Whether an end of this is that value, in whatever unit.
    fn shows(&self, value: f64, Unit(_, kind, size): Unit) -> bool {
        let Unit(_, its_kind, its_size) = self.unit;
        let is_same =
            |end: f64| (end * its_size - value * size).abs() <= size * 1e-6;
        its_kind == kind && (is_same(self.from) || is_same(self.to))
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

/// The figures of a text, in their order: `0.5s`, `4 KiB`, `0.5 to 5 µs`.
fn figures(text: &str) -> Vec<Quantity> {
    let mut words = text.split_whitespace().peekable();
    let mut figures = Vec::new();
    while let Some(word) = words.next() {
        let Some((from, mut unit)) = number(word) else { continue };
        let mut to = from;
        let mut rest = words.clone();
        if unit.is_empty() && rest.next_if_eq(&"to").is_some() {
            let Some((end, its_unit)) = rest.next().and_then(number) else {
                continue;
            };
            (to, unit) = (end, its_unit);
        }
        if unit.is_empty() {
            unit = rest.next().map_or("", |word| word.trim_matches(is_mark));
        }
        if let Some(&unit) = UNITS.iter().find(|it| it.0 == unit) {
            figures.push(Quantity { from, to, unit });
            words = rest;
        }
    }
    figures
}

/// A word that is a number, `4,216` or `0.5s]`, with the unit that sticks to it.
fn number(word: &str) -> Option<(f64, &str)> {
    let word = word.trim_start_matches(is_mark);
    let end = word.find(|it: char| !it.is_ascii_digit() && !".,".contains(it));
    let (digits, unit) = word.split_at(end.unwrap_or(word.len()));
    // `0.7, 0.8 and 0.9 s`: what ends in a mark has no unit behind it.
    let value = digits.replace(',', "").parse().ok()?;
    (!digits.ends_with([',', '.'])).then_some((value, unit.trim_matches(is_mark)))
}

fn is_mark(it: char) -> bool {
    !it.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_numbers_with_units_and_ranges_of_them() {
        let text = "[  0.5s] page 3: 4,216 B, then 0.7, 0.8 and 0.9 s.\n\
            | 8 to 16 KiB | (98 to 100 times) | HTTP 503, a 64-bit 2 sessions";
        let found: Vec<_> = figures(text).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            ["0.5 s", "4216 B", "0.9 s", "8 to 16 KiB", "98 to 100 times"]
        );
    }

    #[test]
    fn a_figure_is_shown_in_whatever_unit() {
        let [shown, wanted, other] = figures("500 ms 0.5 s 0.6 s")[..] else {
            panic!("three figures")
        };
        assert!(shown.shows(wanted.from, wanted.unit));
        assert!(!shown.shows(other.from, other.unit));
        assert!(!shown.shows(500.0, figures("500 B")[0].unit));
    }
}
