//! Specifies the traces that a check allows: which lines they contain, and the order
//! and times of some lines.

use crate::time;
use std::{
    fmt::{self, Display},
    time::Duration,
};

/// A set of allowed traces: all orders of the given lines that satisfy the rules.
///
/// A line may occur several times. Equal lines cannot be distinguished, so they are
/// only counted: [`TraceSpec::before`] applies to all of them, and each further call of
/// [`TraceSpec::at`] applies to the next one.
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
    /// A line is missing, or does not occur often enough.
    Missing(String),
    /// A line that is in no allowed trace occurs.
    Unexpected(String),
    /// A line occurs too often.
    Twice(String),
    /// A `later` line occurs before the last `earlier` line.
    OutOfOrder {
        /// The line that must come first.
        earlier: String,
        /// The line that must come after it.
        later: String,
    },
    /// A line occurs at the wrong time.
    WrongTime {
        /// The line.
        line: String,
        /// When it occurs.
        at: Duration,
        /// When it should occur.
        due: Duration,
    },
}

impl TraceSpec {
    /// Allows all traces of exactly these lines, in any order and at any time.
    pub fn of(lines: impl IntoIterator<Item = impl Display>) -> Self {
        let lines = lines.into_iter().map(|it| it.to_string()).collect();
        Self { lines, before: Vec::new(), at: Vec::new() }
    }

    /// Adds a rule: every `earlier` line comes before every `later` line.
    ///
    /// # Panics
    ///
    /// If both are the same line, or one of them is not among the lines.
    pub fn before(mut self, earlier: impl Display, later: impl Display) -> Self {
        let rule = (self.known(earlier), self.known(later));
        assert_ne!(rule.0, rule.1, "a line cannot come before itself");
        self.before.push(rule);
        self
    }

    /// Adds rules: each of `lines` comes before the next.
    ///
    /// # Panics
    ///
    /// For the same reasons as [`TraceSpec::before`].
    pub fn in_order(self, lines: impl IntoIterator<Item = impl Display>) -> Self {
        let lines: Vec<_> = lines.into_iter().map(|it| it.to_string()).collect();
        lines.windows(2).fold(self, |it, pair| it.before(&pair[0], &pair[1]))
    }

    /// Adds a rule: `line` occurs at exactly this virtual time. If a line occurs several
    /// times, the first call applies to its first occurrence, the second call to its
    /// second, and so on.
    ///
    /// # Panics
    ///
    /// If this is called more often for a line than the line occurs in
    /// [`TraceSpec::of`].
    pub fn at(mut self, line: impl Display, due: Duration) -> Self {
        let line = self.known(line);
        self.at.push((line.clone(), due));
        let times = self.at.iter().filter(|it| it.0 == line).count();
        assert!(times <= self.count(&line), "{line:?} is not listed {times} times");
        self
    }

    /// The first violation in a trace, such as [`crate::Log::lines`]. `None` if the trace
    /// is allowed. Surplus lines are reported first, then missing lines, then the order,
    /// then the times.
    pub fn violation(&self, trace: &[(Duration, String)]) -> Option<Violation> {
        self.too_many(trace)
            .or_else(|| self.missing(trace))
            .or_else(|| self.out_of_order(trace))
            .or_else(|| self.wrong_time(trace))
    }

    fn too_many(&self, trace: &[(Duration, String)]) -> Option<Violation> {
        trace.iter().enumerate().find_map(|(index, (_, line))| {
            let before = indices(&trace[..index], line).count();
            match self.count(line) {
                0 => Some(Violation::Unexpected(line.clone())),
                most if before >= most => Some(Violation::Twice(line.clone())),
                _ => None,
            }
        })
    }

    fn missing(&self, trace: &[(Duration, String)]) -> Option<Violation> {
        let missing =
            |line: &&String| indices(trace, line).count() < self.count(line);
        self.lines.iter().find(missing).cloned().map(Violation::Missing)
    }

    fn out_of_order(&self, trace: &[(Duration, String)]) -> Option<Violation> {
        let broken = |(earlier, later): &&(String, String)| {
            indices(trace, earlier).last() > indices(trace, later).next()
        };
        let (earlier, later) = self.before.iter().find(broken)?.clone();
        Some(Violation::OutOfOrder { earlier, later })
    }

    fn wrong_time(&self, trace: &[(Duration, String)]) -> Option<Violation> {
        self.at.iter().enumerate().find_map(|(rule, (line, due))| {
            let nth = self.at[..rule].iter().filter(|it| it.0 == *line).count();
            let (at, _) = trace[indices(trace, line).nth(nth)?];
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

/// The indices at which a line occurs in a trace.
fn indices(trace: &[(Duration, String)], line: &str) -> impl Iterator<Item = usize> {
    let lines = trace.iter().enumerate();
    lines.filter(move |(_, (_, it))| it == line).map(|(index, _)| index)
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
                write!(f, "{line:?} appears at {at}, but is due at {due}")
            }
        }
    }
}
