//! Which traces a check allows: lines that must all be there, some of them in an
//! order or at a time, the others anyhow.

use crate::time;
use std::{
    fmt::{self, Display},
    time::Duration,
};

/// A set of allowed traces: every order of its lines that its rules leave.
///
/// A line may be there several times. Equal lines cannot be told apart, so they are
/// only counted: [`TraceSpec::before`] speaks of all of them, [`TraceSpec::at`] of one
/// after the other.
///
/// ```
/// use probe::TraceSpec;
/// use std::time::Duration;
///
/// let allowed = TraceSpec::of(["a begins", "a ends", "b begins", "b ends"])
///     .before("a begins", "a ends")
///     .before("b begins", "b ends")
///     .at("b ends", Duration::from_secs(1));
/// let said = ["b begins", "a begins", "b ends", "a ends"];
/// let trace = (0..).map(|half| half * Duration::from_millis(500)).zip(said);
/// let trace: Vec<_> = trace.map(|(at, line)| (at, line.to_owned())).collect();
/// assert_eq!(allowed.violation(&trace), None);
/// ```
#[derive(Clone, Debug)]
pub struct TraceSpec {
    lines: Vec<String>,
    before: Vec<(String, String)>,
    at: Vec<(String, Duration)>,
}

/// How a trace breaks a rule. Times are virtual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// A line is not there, or not often enough.
    Missing(String),
    /// A line is there that belongs to no allowed trace.
    Unexpected(String),
    /// A line is there more often than it may be.
    Twice(String),
    /// `later` is there before (all of) `earlier`.
    OutOfOrder {
        /// What must come first.
        earlier: String,
        /// What must wait for it.
        later: String,
    },
    /// A line is there at another time than it must be.
    WrongTime {
        /// The line.
        line: String,
        /// When it is there.
        at: Duration,
        /// When it must be there.
        due: Duration,
    },
}

impl TraceSpec {
    /// All traces of exactly these lines, in any order and at any time.
    pub fn of(lines: impl IntoIterator<Item = impl Display>) -> Self {
        let lines = lines.into_iter().map(|it| it.to_string()).collect();
        Self { lines, before: Vec::new(), at: Vec::new() }
    }

    /// Of those, the traces in which every `earlier` comes before every `later`.
    ///
    /// # Panics
    ///
    /// If they are the same line, or one of them is not among the lines.
    pub fn before(mut self, earlier: impl Display, later: impl Display) -> Self {
        let rule = (self.known(earlier), self.known(later));
        assert_ne!(rule.0, rule.1, "a line cannot come before itself");
        self.before.push(rule);
        self
    }

    /// Of those, the traces in which each of `lines` comes before the next.
    ///
    /// # Panics
    ///
    /// As [`TraceSpec::before`].
    pub fn in_order(self, lines: impl IntoIterator<Item = impl Display>) -> Self {
        let lines: Vec<_> = lines.into_iter().map(|it| it.to_string()).collect();
        lines.windows(2).fold(self, |it, pair| it.before(&pair[0], &pair[1]))
    }

    /// Of those, the traces in which `line` is there at exactly this virtual time.
    /// If the line is there several times, the first call is for the first of them,
    /// the second call for the second, and so on.
    ///
    /// # Panics
    ///
    /// If the line is not among the lines, or not as often as this is called for it.
    pub fn at(mut self, line: impl Display, due: Duration) -> Self {
        let line = self.known(line);
        self.at.push((line.clone(), due));
        let times = self.at.iter().filter(|it| it.0 == line).count();
        assert!(times <= self.count(&line), "{line:?} is not listed {times} times");
        self
    }

    /// The first rule that a trace, such as [`crate::Log::lines`], breaks; `None` if it
    /// is allowed. Lines that are too many come first, then those that are missing,
    /// then the order, then the times.
    pub fn violation(&self, trace: &[(Duration, String)]) -> Option<Violation> {
        self.too_many(trace)
            .or_else(|| self.missing(trace))
            .or_else(|| self.out_of_order(trace))
            .or_else(|| self.wrong_time(trace))
    }

    fn too_many(&self, trace: &[(Duration, String)]) -> Option<Violation> {
        trace.iter().enumerate().find_map(|(index, (_, line))| {
            let before = places(&trace[..index], line).count();
            match self.count(line) {
                0 => Some(Violation::Unexpected(line.clone())),
                most if before >= most => Some(Violation::Twice(line.clone())),
                _ => None,
            }
        })
    }

    fn missing(&self, trace: &[(Duration, String)]) -> Option<Violation> {
        let missing =
            |line: &&String| places(trace, line).count() < self.count(line);
        self.lines.iter().find(missing).cloned().map(Violation::Missing)
    }

    fn out_of_order(&self, trace: &[(Duration, String)]) -> Option<Violation> {
        let broken = |(earlier, later): &&(String, String)| {
            places(trace, earlier).last() > places(trace, later).next()
        };
        let (earlier, later) = self.before.iter().find(broken)?.clone();
        Some(Violation::OutOfOrder { earlier, later })
    }

    fn wrong_time(&self, trace: &[(Duration, String)]) -> Option<Violation> {
        self.at.iter().enumerate().find_map(|(rule, (line, due))| {
            let nth = self.at[..rule].iter().filter(|it| it.0 == *line).count();
            let (at, _) = trace[places(trace, line).nth(nth)?];
            let (line, due) = (line.clone(), *due);
            (at != due).then_some(Violation::WrongTime { line, at, due })
        })
    }

    fn count(&self, line: &str) -> usize {
        self.lines.iter().filter(|it| *it == line).count()
    }

    fn known(&self, line: impl Display) -> String {
        let line = line.to_string();
        assert!(self.count(&line) > 0, "{line:?} is not among the lines");
        line
    }
}

/// Where a line stands in a trace.
fn places(trace: &[(Duration, String)], line: &str) -> impl Iterator<Item = usize> {
    let places = trace.iter().enumerate();
    places.filter(move |(_, (_, it))| it == line).map(|(index, _)| index)
}

impl Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(line) => write!(f, "{line:?} is missing"),
            Self::Unexpected(line) => {
                write!(f, "{line:?} is not an expected line")
            }
            Self::Twice(line) => write!(f, "{line:?} appears too often"),
            Self::OutOfOrder { earlier, later } => {
                write!(f, "{later:?} comes before {earlier:?}")
            }
            Self::WrongTime { line, at, due } => {
                let (at, due) = (time(*at), time(*due));
                write!(f, "{line:?} comes at {at}, but is due at {due}")
            }
        }
    }
}
