//! The expected verdict on a variant, compared with the actual one.

use crate::{grading::graded::Graded, render::human, verdict::Verdict};
use std::fmt::{self, Display};

/// The expected verdict on a variant.
pub(super) enum Expected {
    Solved,
    /// For an untouched exercise: its tests fail or it does not compile, for any
    /// reason.
    Unsolved,
    /// Its tests fail or it does not compile, and the verdict names this misconception.
    Misconception(String),
    /// Its tests fail with these words in a message.
    TestsFailed(String),
    /// It does not compile, with this error code or lint.
    DoesNotCompile(String),
    /// The process exits before its tests end.
    ExitedEarly,
    /// The process times out.
    TimedOut,
}

/// The directives that may be the first line of a wrong variant.
pub(super) const DIRECTIVES: &str = "Its first line must be one of:
//! misconception: a-slug-of-misconceptions.md
//! tests-failed: some words of the message
//! does-not-compile: E0382, or the name of a lint
//! exited-early
//! timed-out";

impl Expected {
    /// The expected verdict that the first line of a wrong variant names.
    pub(super) fn of_directive(text: &str) -> Option<Self> {
        let line = text.lines().next()?.strip_prefix("//! ")?.trim();
        Some(match line.split_once(": ") {
            Some(("misconception", slug)) => Self::Misconception(slug.to_owned()),
            Some(("tests-failed", words)) => Self::TestsFailed(words.to_owned()),
            Some(("does-not-compile", code)) => {
                Self::DoesNotCompile(code.to_owned())
            }
            None if line == "exited-early" => Self::ExitedEarly,
            None if line == "timed-out" => Self::TimedOut,
            _ => return None,
        })
    }

    /// The actual verdict in words, if it is not the expected one; otherwise `None`.
    pub(super) fn disagrees(&self, graded: &Graded) -> Option<String> {
        let verdict = &graded.verdict;
        let agrees = match (self, verdict) {
            (Self::Solved, Verdict::Solved { .. })
            | (Self::ExitedEarly, Verdict::ExitedEarly { .. })
            | (Self::TimedOut, Verdict::TimedOut { .. }) => true,
            (Self::Unsolved, verdict) => matches!(
                verdict,
                Verdict::TestsFailed { .. } | Verdict::DoesNotCompile { .. }
            ),
            (Self::Misconception(slug), _) => {
                graded.slugs().contains(&slug.as_str())
            }
            (Self::TestsFailed(words), Verdict::TestsFailed { failures, .. }) => {
                // In the message, the words may be split across several lines.
                let flat = |text: &str| {
                    text.split_whitespace().collect::<Vec<_>>().join(" ")
                };
                failures.iter().any(|it| flat(&it.text).contains(words))
            }
            (Self::DoesNotCompile(code), Verdict::DoesNotCompile { errors, .. }) => {
                errors.iter().any(|it| it.code.as_ref() == Some(code))
            }
            _ => false,
        };
        (!agrees).then(|| describe(verdict))
    }
}

fn describe(verdict: &Verdict) -> String {
    match verdict {
        Verdict::TestsFailed { failures, .. } => {
            let parts =
                failures.iter().map(|it| format!("{}:\n{}", it.test, it.text));
            parts.collect::<Vec<_>>().join("\n")
        }
        Verdict::DoesNotCompile { errors, .. } => {
            errors.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join("\n\n")
        }
        Verdict::Unreadable { why } | Verdict::NotAllowed { why } => why.clone(),
        other => format!("{}: {}", other.name(), human::summary(other)),
    }
}

impl Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Solved => write!(f, "solved"),
            Self::Unsolved => write!(f, "unsolved"),
            Self::Misconception(slug) => write!(f, "misconception: {slug}"),
            Self::TestsFailed(words) => write!(f, "tests-failed: {words}"),
            Self::DoesNotCompile(code) => write!(f, "does-not-compile: {code}"),
            Self::ExitedEarly => write!(f, "exited-early"),
            Self::TimedOut => write!(f, "timed-out"),
        }
    }
}
