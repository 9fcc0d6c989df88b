//! The table of all rows, for a terminal and for `measured.md`.
//!
//! The page has fewer digits, because its times are only a rough guide. The ratios
//! are what matters.

use crate::{
    pairs::{Samples, ratio},
    peers::Peer,
};
use std::{env, fmt::Write, fs, path::Path, thread};

/// The loops that have a column, each with the column's heading.
const COLUMNS: [(Peer, &str); 5] = [
    (Peer::Ours, "ours"),
    (Peer::Tokio, "tokio"),
    (Peer::Monoio, "monoio"),
    (Peer::AsyncExecutor, "async-executor"),
    (Peer::LocalPool, "LocalPool"),
];

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Unit {
    Nanoseconds,
    /// This does not depend on the machine.
    Bytes,
    /// The samples are nanoseconds, because all samples are costs.
    PerSecond,
    Times,
}

impl Unit {
    pub(crate) fn in_words(self, value: f64, digits: usize) -> String {
        match self {
            Self::Nanoseconds => format!("{} ns", rounded(value, digits)),
            Self::Bytes => format!("{value:.0} B"),
            Self::PerSecond => format!("{}/s", rounded(1e9 / value, digits)),
            Self::Times => format!("× {}", short(value)),
        }
    }
}

#[derive(Clone, Copy)]
pub(crate) enum Goal {
    AtMost(f64),
    AtLeast(f64),
}

enum Cell {
    Value(f64),
    /// Why there is no value.
    Cannot(&'static str),
}

pub(crate) struct Row {
    figure: &'static str,
    unit: Unit,
    cells: Vec<(Peer, Cell)>,
    /// The ratio of the best samples, and the median ratio of all pairs.
    ratio: Option<[f64; 2]>,
    goal: Option<Goal>,
    notes: Vec<String>,
}

impl Row {
    pub(crate) fn of(
        figure: &'static str,
        unit: Unit,
        values: &[(Peer, f64)],
    ) -> Self {
        let cells =
            values.iter().map(|&(peer, it)| (peer, Cell::Value(it))).collect();
        Self { figure, unit, cells, ratio: None, goal: None, notes: Vec::new() }
    }

    /// The best value of each peer, and the ratio of ours to the best of tokio's.
    pub(crate) fn new(
        figure: &'static str,
        unit: Unit,
        measured: &[Samples],
    ) -> Self {
        let best_of = |peer| {
            let its = measured.iter().filter(|it| it.peer == peer);
            its.min_by(|a, b| a.best().total_cmp(&b.best()))
        };
        let bests: Vec<_> =
            COLUMNS.iter().filter_map(|&(peer, _)| best_of(peer)).collect();
        let values: Vec<_> = bests.iter().map(|it| (it.peer, it.best())).collect();
        let row = Self::of(figure, unit, &values);
        match (best_of(Peer::Ours), best_of(Peer::Tokio)) {
            (Some(ours), Some(tokio)) => row.ratio(ratio(ours, tokio)),
            _ => row,
        }
    }

    /// Sets the ratio from a ratio of costs. For rates, the ratio is the inverse.
    pub(crate) fn ratio(mut self, of_costs: [f64; 2]) -> Self {
        let is_rate = self.unit == Unit::PerSecond;
        self.ratio = Some(of_costs.map(|it| if is_rate { 1.0 / it } else { it }));
        self
    }

    pub(crate) fn cannot(mut self, peers: &[Peer], why: &'static str) -> Self {
        self.cells.extend(peers.iter().map(|&peer| (peer, Cell::Cannot(why))));
        self
    }

    pub(crate) fn goal(mut self, goal: Goal) -> Self {
        self.goal = Some(goal);
        self
    }

    /// Adds a sentence below the table.
    pub(crate) fn note(mut self, note: String) -> Self {
        self.notes.push(note);
        self
    }

    fn texts(&self, digits: usize) -> Vec<String> {
        let mut texts = vec![self.figure.to_owned()];
        texts.extend(COLUMNS.map(|(peer, _)| {
            match self.cells.iter().find(|(it, _)| *it == peer) {
                Some((_, Cell::Value(value))) => self.unit.in_words(*value, digits),
                Some((_, Cell::Cannot(why))) => (*why).to_owned(),
                None => String::new(),
            }
        }));
        texts.push(self.ratio.map_or_else(String::new, |[best, median]| {
            format!("{} ({})", short(best), short(median))
        }));
        texts.push(match self.goal {
            Some(goal) => self.reached(goal),
            None => String::new(),
        });
        texts
    }

    fn reached(&self, goal: Goal) -> String {
        // Rounded when it is printed, because further digits are noise.
        let best = self.ratio.map(|[best, _]| (best * 100.0).round() / 100.0);
        let (sign, limit, is_reached) = match goal {
            Goal::AtMost(limit) => ("≤", limit, best.is_some_and(|it| it <= limit)),
            Goal::AtLeast(limit) => ("≥", limit, best.is_some_and(|it| it >= limit)),
        };
        format!("{sign} {limit}{}", if is_reached { "" } else { ", missed" })
    }
}

/// The table for a terminal, with all meaningful digits.
pub(crate) fn plain(rows: &[Row]) -> String {
    let mut lines = vec![heads()];
    lines.extend(rows.iter().map(|it| it.texts(3)));
    let width = |column: usize| {
        let texts = lines.iter().map(|it| it[column].chars().count());
        texts.max().unwrap_or(0)
    };
    let widths: Vec<_> = (0..lines[0].len()).map(width).collect();
    let mut text = String::new();
    for line in &lines {
        let (first, others) = (&line[0], &line[1..]);
        let _ = write!(text, "{first:<0$}", widths[0]);
        for (it, width) in others.iter().zip(&widths[1..]) {
            let _ = write!(text, "  {it:>width$}");
        }
        text.push('\n');
    }
    for note in notes(rows) {
        text += &format!("\n{note}");
    }
    text
}

/// Writes the table between its marks in `measured.md`.
pub(crate) fn write_page(rows: &[Row]) -> Result<(), String> {
    const BEGIN: &str = "<!-- bench:begin -->\n";
    const END: &str = "<!-- bench:end -->";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("measured.md");
    let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
    let parts = text.split_once(BEGIN).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(END)?;
        Some((before, after))
    });
    let (before, after) =
        parts.ok_or("measured.md has no marks `bench:begin` and `bench:end`")?;
    let text = format!("{before}{BEGIN}{}{END}{after}", markdown(rows));
    fs::write(&path, text).map_err(|error| error.to_string())
}

fn markdown(rows: &[Row]) -> String {
    let line = |texts: &[String]| format!("| {} |\n", texts.join(" | "));
    let mut text = line(&heads());
    let rules = |column| if column == 0 { ":--" } else { "--:" }.to_owned();
    text += &line(&(0..heads().len()).map(rules).collect::<Vec<_>>());
    for row in rows {
        text += &line(&row.texts(2));
    }
    text.push('\n');
    for note in notes(rows) {
        text += &format!("{note}\n");
    }
    text
}

fn heads() -> Vec<String> {
    let mut heads = vec![String::new()];
    heads.extend(COLUMNS.map(|(_, name)| name.to_owned()));
    heads.extend(["ratio to tokio", "goal"].map(str::to_owned));
    heads
}

/// The sentences below the table.
fn notes(rows: &[Row]) -> Vec<String> {
    let system = match env::consts::OS {
        "linux" => "Linux",
        "macos" => "macOS",
        "windows" => "Windows",
        other => other,
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let versions = ["tokio", "monoio", "async-executor", "futures"]
        .map(|name| format!("{name} {}", version(name)))
        .join(", ");
    let mut notes = vec![
        format!(
            "Measured with {versions}, on {cores} cores with {system}. Each number is the best \
             of many rounds, and every round runs all loops."
        ),
        "The ratio compares the best rounds. The number in parentheses is the median ratio \
         across all rounds."
            .to_owned(),
    ];
    notes.extend(rows.iter().flat_map(|it| it.notes.clone()));
    notes
}

/// The version of a package in `Cargo.lock`.
fn version(package: &str) -> &'static str {
    let lock = include_str!("../../../../Cargo.lock");
    let entry = format!("name = \"{package}\"\nversion = \"");
    let version = lock.split(&entry).nth(1).and_then(|it| it.split('"').next());
    version.expect("the bench is built with this package")
}

/// Rounded to `digits` significant digits, in groups of three.
fn rounded(value: f64, digits: usize) -> String {
    let places = digits as i32 - 1 - value.log10().floor() as i32;
    let unit = 10_f64.powi(-places);
    let value = (value / unit).round() * unit;
    if places > 0 {
        return format!("{value:.*}", places as usize);
    }
    let mut text = format!("{value:.0}");
    let digits = text.len();
    for at in (1..digits).rev().filter(|it| (digits - it) % 3 == 0) {
        text.insert(at, ',');
    }
    text
}

/// Two decimal places, or three if the ratio is small.
fn short(ratio: f64) -> String {
    let places = if ratio < 0.1 { 3 } else { 2 };
    format!("{ratio:.places$}")
}
