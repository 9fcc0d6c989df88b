//! What is true of an attempt.
//!
//! Solved is earned: the binary says how many tests it has, by libtest's own log as many
//! have ended well, and the exit status is 0. A program that leaves early has the last
//! alone.

mod judge;
mod libtest;

pub(crate) use judge::judge;
pub(crate) use libtest::silent;

use crate::beliefs::Belief;
use std::time::Duration;

/// What is true of an attempt.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// All of this many tests passed.
    Solved { tests: usize },
    /// The compiler refused it.
    Refused { errors: Vec<CompileError>, belief: Option<Belief> },
    /// Tests ran to their end, and some failed.
    Rejected { passed: usize, tests: usize, failures: Vec<Failure>, aside: String },
    /// The program ended in the middle of its tests, with an exit code of its own.
    LeftEarly { code: i32 },
    /// The program was ended by the system: an abort, or a signal.
    Died { how: String, said: String },
    /// The program wanted more memory than it may have.
    OutOfMemory,
    /// The program had not ended after this time, in the named tests.
    Hangs { after: Duration, tests: Vec<String>, state: State },
    /// The program wrote more than anybody reads.
    Floods { first: Vec<String>, last: Vec<String> },
    /// The check has no test, or ran fewer than it has.
    NotAllRan { ran: usize, tests: usize },
    /// The check is not the one of the course.
    CheckEdited { gone: bool },
    /// The exercise's file cannot be graded, for this reason.
    Unreadable { why: String },
}

/// What a program did that did not end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It used hardly any of the processor's time.
    Asleep,
    /// It used the processor all the while.
    Spinning,
    /// The system does not tell.
    Unknown,
}

/// A test that failed, and what it said.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) test: String,
    pub(crate) text: String,
    /// What was measured, without the explanation.
    pub(crate) measured: Option<String>,
    /// The belief behind it.
    pub(crate) belief: Option<String>,
    pub(crate) picture: Option<String>,
    /// What its numbers were drawn from.
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

    /// Whether the files are to be mended first, and not the code.
    pub(crate) fn is_about_files(&self) -> bool {
        matches!(self, Self::CheckEdited { .. } | Self::Unreadable { .. })
    }

    /// The name that machines read.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Solved { .. } => "solved",
            Self::Refused { .. } => "refused",
            Self::Rejected { .. } => "rejected",
            Self::LeftEarly { .. } => "left-early",
            Self::Died { .. } => "died",
            Self::OutOfMemory => "out-of-memory",
            Self::Hangs { .. } => "hangs",
            Self::Floods { .. } => "floods",
            Self::NotAllRan { .. } => "not-all-ran",
            Self::CheckEdited { .. } => "check-edited",
            Self::Unreadable { .. } => "unreadable",
        }
    }

    /// Changes all that the compiler and the program said.
    pub(crate) fn reword(&mut self, reword: impl Fn(&str) -> String) {
        let said: Vec<&mut String> = match self {
            Self::Refused { errors, .. } => {
                errors.iter_mut().map(|it| &mut it.text).collect()
            }
            Self::Rejected { failures, aside, .. } => {
                let texts = failures.iter_mut();
                let texts = texts.flat_map(|it| [&mut it.text, &mut it.printed]);
                texts.chain([aside]).collect()
            }
            Self::Died { said, .. } => vec![said],
            _ => Vec::new(),
        };
        for text in said {
            *text = reword(text);
        }
    }

    /// Puts its tests into the order in which the check declares them: authors put the
    /// plain ones first.
    pub(crate) fn order_by(&mut self, check: &str) {
        let place = |test: &str| {
            let name = test.rsplit("::").next().unwrap_or(test);
            check.find(&format!("fn {name}(")).unwrap_or(usize::MAX)
        };
        match self {
            Self::Rejected { failures, .. } => {
                failures.sort_by_key(|it| place(&it.test));
            }
            Self::Hangs { tests, .. } => tests.sort_by_key(|it| place(it)),
            _ => {}
        }
    }

    /// The slugs of the beliefs that stand behind it, each once.
    pub(crate) fn beliefs(&self) -> Vec<&str> {
        let all: Vec<&str> = match self {
            Self::Refused { belief: Some(belief), .. } => vec![&belief.slug],
            Self::Rejected { failures, .. } => {
                failures.iter().filter_map(|it| it.belief.as_deref()).collect()
            }
            _ => Vec::new(),
        };
        let mut beliefs = Vec::new();
        for belief in all {
            if !beliefs.contains(&belief) {
                beliefs.push(belief);
            }
        }
        beliefs
    }
}

/// The path as the learner knows it: a check names the exercise from its own folder.
pub(crate) fn learners_path(text: &str) -> String {
    text.replace("tests/../", "")
        .replace("tests\\../", "")
        .replace("tests\\..\\", "")
}

#[cfg(test)]
mod tests {
    use super::{State, Verdict};
    use std::time::Duration;

    #[test]
    fn tests_stand_in_the_order_of_their_check() {
        let check = "#[test]\nfn works() {}\n#[test]\nasync fn breaks_twice() {}\n\
                     #[test]\nfn breaks() {}\n";
        let tests = ["breaks", "made_by_a_macro", "breaks_twice", "inner::works"];
        let mut verdict = Verdict::Hangs {
            after: Duration::ZERO,
            tests: tests.map(str::to_owned).to_vec(),
            state: State::Unknown,
        };
        verdict.order_by(check);
        let Verdict::Hangs { tests, .. } = verdict else { unreachable!() };
        assert_eq!(
            tests,
            ["inner::works", "breaks_twice", "breaks", "made_by_a_macro"]
        );
    }
}
