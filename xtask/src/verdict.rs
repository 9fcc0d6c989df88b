//! What is true of an attempt.
//!
//! Solved is earned: the binary says how many tests it has, by libtest's own log as many
//! have ended well, and the exit status is 0.

use std::{path::PathBuf, time::Duration};

/// What is true of an attempt.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// All of this many tests passed.
    Solved { tests: usize },
    /// The compiler does not accept it. A misconception may explain an error.
    DoesNotCompile { errors: Vec<CompileError>, misconception: Option<String> },
    /// Tests ran to their end, and some failed.
    TestsFailed {
        passed: usize,
        tests: usize,
        failures: Vec<Failure>,
        aside: String,
    },
    /// The program ended in the middle of its tests, with an exit code of its own.
    ExitedEarly { code: i32 },
    /// The system ended the program: an abort, or a signal.
    Crashed { how: String, said: String },
    /// The program had not ended after this time, in the named tests.
    TimedOut { after: Duration, tests: Vec<String>, state: State },
    /// The program printed more than it may.
    OutputLimit { first: Vec<String>, last: Vec<String> },
    /// The program wanted more memory than it may have.
    MemoryLimit,
    /// The check has no test, or ran fewer than it has.
    NotAllRan { ran: usize, tests: usize },
    /// This file of the check is not the course's own.
    Tampered { file: PathBuf, missing: bool },
    /// The exercise's file cannot be graded, for this reason.
    Unreadable { why: String },
}

/// What a program did that did not end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It used hardly any processor time.
    Asleep,
    /// It used the processor all the time.
    Spinning,
    /// The system does not tell.
    Unknown,
}

impl State {
    /// The name that machines read.
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
    /// What was measured, where the check says that.
    pub(crate) measured: Option<String>,
    /// The slug of the misconception that explains it.
    pub(crate) misconception: Option<String>,
    pub(crate) picture: Option<String>,
    /// The seed of the numbers that the test has drawn.
    pub(crate) seed: Option<u64>,
    /// What else was printed, such as the learner's own lines.
    pub(crate) printed: String,
}

/// An error of the compiler.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CompileError {
    /// `E0728`, or the name of a lint.
    pub(crate) code: Option<String>,
    /// As the compiler prints it, with the learner's path.
    pub(crate) text: String,
}

impl Verdict {
    pub(crate) fn is_solved(&self) -> bool {
        matches!(self, Self::Solved { .. })
    }

    /// Whether files need to be fixed before any code is looked at.
    pub(crate) fn is_about_files(&self) -> bool {
        matches!(self, Self::Tampered { .. } | Self::Unreadable { .. })
    }

    /// The name that machines read.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Solved { .. } => "solved",
            Self::DoesNotCompile { .. } => "does-not-compile",
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

    /// Changes all text that comes from the compiler or the program.
    pub(crate) fn reword(&mut self, reword: impl Fn(&str) -> String) {
        let texts: Vec<&mut String> = match self {
            Self::DoesNotCompile { errors, .. } => {
                errors.iter_mut().map(|it| &mut it.text).collect()
            }
            Self::TestsFailed { failures, aside, .. } => {
                let texts = failures.iter_mut().flat_map(|it| {
                    let measured = it.measured.iter_mut();
                    measured.chain([&mut it.text, &mut it.printed])
                });
                texts.chain([aside]).collect()
            }
            Self::Crashed { said, .. } => vec![said],
            _ => Vec::new(),
        };
        for text in texts {
            *text = reword(text);
        }
    }

    /// Sorts its tests into the order in which the check declares them: authors put the
    /// plain ones first.
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

    /// The slugs of the misconceptions that explain it, each once.
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
    fn tests_have_the_order_of_their_check() {
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
