//! The verdict on an attempt.
//!
//! An exercise is solved only if the test binary announces at least one test, libtest's log
//! has that many passed tests, and the exit status is 0.

use std::{path::PathBuf, time::Duration};

/// The verdict on an attempt.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// All tests passed. This is how many there are.
    Solved { tests: usize },
    /// The attempt does not compile. A misconception may explain an error.
    DoesNotCompile { errors: Vec<Diagnostic>, misconception: Option<String> },
    /// The compiler reached a limit, or it ended but produced neither a program nor an
    /// error. This is how.
    CompilerGaveUp { how: String },
    /// The file from elsewhere uses something that no exercise needs: see the runner's
    /// `word_net`.
    NotAllowed { why: String },
    /// All tests ended, and some failed.
    TestsFailed {
        passed: usize,
        tests: usize,
        failures: Vec<Failure>,
        aside: String,
    },
    /// The program exited on its own before its tests ended.
    ExitedEarly { code: i32 },
    /// The program aborted, or a signal killed it.
    Crashed { how: String, said: String },
    /// The program timed out after this time, in the named tests.
    TimedOut { after: Duration, tests: Vec<String>, state: State },
    /// The program printed more than the limit.
    OutputLimit { first: Vec<String>, last: Vec<String> },
    /// The program asked for more memory than the limit.
    MemoryLimit,
    /// The check has no tests, or not all of them ran.
    NotAllRan { ran: usize, tests: usize },
    /// This file of the check was changed or is missing.
    Tampered { file: PathBuf, missing: bool },
    /// The exercise's file can't be graded. This is the reason.
    Unreadable { why: String },
}

/// What a program was doing when it timed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It used almost no CPU time.
    Asleep,
    /// It used CPU time throughout.
    Spinning,
    /// The system does not report CPU time.
    Unknown,
}

impl State {
    /// The name in the JSON output.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Asleep => "asleep",
            Self::Spinning => "spinning",
            Self::Unknown => "unknown",
        }
    }
}

/// A test that failed, in parts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) test: String,
    /// The whole message, as the test printed it.
    pub(crate) text: String,
    /// The measurement, if the check reports one.
    pub(crate) measured: Option<String>,
    /// The slug of the misconception that explains it.
    pub(crate) misconception: Option<String>,
    pub(crate) picture: Option<String>,
    /// True if the attempt reached a `todo!()`, so that nothing was measured.
    pub(crate) todo: bool,
    /// The seed of the test's random numbers.
    pub(crate) seed: Option<u64>,
    /// The rest of the output, such as what the learner's code printed.
    pub(crate) printed: String,
}

/// An error or a warning of the compiler.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Diagnostic {
    /// `E0728`, or the name of a lint.
    pub(crate) code: Option<String>,
    /// As the compiler prints it, with the learner's path.
    pub(crate) text: String,
    /// The compiler's own words, without the source lines that it quotes.
    pub(crate) words: String,
    /// Its position, as a byte offset in its file.
    pub(crate) at: usize,
}

/// A warning about the learner's file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Warning {
    pub(crate) message: Diagnostic,
    /// The slug of the misconception that leads to this warning.
    pub(crate) misconception: Option<String>,
}

impl Verdict {
    pub(crate) fn is_solved(&self) -> bool {
        matches!(self, Self::Solved { .. })
    }

    /// True if the problem is that a file can't be graded, rather than the code in it.
    pub(crate) fn is_about_files(&self) -> bool {
        matches!(self, Self::Tampered { .. } | Self::Unreadable { .. })
    }

    /// The name in the JSON output.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Solved { .. } => "solved",
            Self::DoesNotCompile { .. } => "does-not-compile",
            Self::CompilerGaveUp { .. } => "compiler-gave-up",
            Self::NotAllowed { .. } => "not-allowed",
            Self::TestsFailed { .. } => "tests-failed",
            Self::ExitedEarly { .. } => "exited-early",
            Self::Crashed { .. } => "crashed",
            Self::TimedOut { .. } => "timed-out",
            Self::OutputLimit { .. } => "output-limit",
            Self::MemoryLimit => "memory-limit",
            Self::NotAllRan { .. } => "not-all-ran",
            Self::Tampered { .. } => "tampered",
            Self::Unreadable { .. } => "unreadable",
        }
    }

    /// Applies `reword` to all text that comes from the compiler or the program.
    pub(crate) fn reword(&mut self, reword: impl Fn(&str) -> String) {
        let texts: Vec<&mut String> = match self {
            Self::DoesNotCompile { errors, .. } => {
                errors.iter_mut().map(|it| &mut it.text).collect()
            }
            Self::TestsFailed { failures, aside, .. } => {
                let texts = failures.iter_mut().flat_map(|it| {
                    let optional = it.measured.iter_mut().chain(&mut it.picture);
                    optional.chain([&mut it.test, &mut it.text, &mut it.printed])
                });
                texts.chain([aside]).collect()
            }
            Self::Crashed { said, .. } => vec![said],
            Self::CompilerGaveUp { how } => vec![how],
            Self::NotAllowed { why } => vec![why],
            Self::TimedOut { tests, .. } => tests.iter_mut().collect(),
            Self::OutputLimit { first, last } => {
                first.iter_mut().chain(last).collect()
            }
            Self::Solved { .. }
            | Self::ExitedEarly { .. }
            | Self::MemoryLimit
            | Self::NotAllRan { .. }
            | Self::Tampered { .. }
            | Self::Unreadable { .. } => Vec::new(),
        };
        for text in texts {
            *text = reword(text);
        }
    }

    /// Removes the misconceptions of the tests. A warning identifies a definite mistake,
    /// and the tests' observations may be a consequence of it.
    pub(crate) fn defer_to_warning(&mut self) {
        if let Self::TestsFailed { failures, .. } = self {
            failures.iter_mut().for_each(|it| it.misconception = None);
        }
    }

    /// Sorts the tests into the order of the check, where authors put the simplest first.
    pub(crate) fn order_by(&mut self, check: &str) {
        let place = |test: &str| {
            let name = test.rsplit("::").next().unwrap_or(test);
            check.find(&format!("fn {name}(")).unwrap_or(usize::MAX)
        };
        match self {
            Self::TestsFailed { failures, .. } => {
                failures.sort_by_key(|it| place(&it.test));
            }
            Self::TimedOut { tests, .. } => tests.sort_by_key(|it| place(it)),
            _ => {}
        }
    }

    /// The slugs of the misconceptions that explain it, without duplicates.
    pub(crate) fn misconceptions(&self) -> Vec<&str> {
        let all: Vec<&str> = match self {
            Self::DoesNotCompile { misconception, .. } => {
                misconception.iter().map(String::as_str).collect()
            }
            Self::TestsFailed { failures, .. } => failures
                .iter()
                .filter_map(|it| it.misconception.as_deref())
                .collect(),
            _ => Vec::new(),
        };
        let mut once = Vec::new();
        for slug in all {
            if !once.contains(&slug) {
                once.push(slug);
            }
        }
        once
    }
}

#[cfg(test)]
mod tests {
    use super::{State, Verdict};
    use std::time::Duration;

    #[test]
    fn tests_are_sorted_into_the_order_of_their_check() {
        let check = "#[test]\nfn works() {}\n#[test]\nasync fn breaks_twice() {}\n\
                     #[test]\nfn breaks() {}\n";
        let tests = ["breaks", "made_by_a_macro", "breaks_twice", "inner::works"];
        let mut verdict = Verdict::TimedOut {
            after: Duration::ZERO,
            tests: tests.map(str::to_owned).to_vec(),
            state: State::Unknown,
        };
        verdict.order_by(check);
        let Verdict::TimedOut { tests, .. } = verdict else { unreachable!() };
        assert_eq!(
            tests,
            ["inner::works", "breaks_twice", "breaks", "made_by_a_macro"]
        );
    }
}
