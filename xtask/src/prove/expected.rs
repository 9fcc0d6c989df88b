//! How a case must end, and whether a verdict agrees.

use crate::{show, verdict::Verdict};
use std::fmt::{self, Display};

/// How a case must end.
pub(crate) enum Expected {
    Solved,
    /// Not solved, whatever the reason: an untouched exercise.
    Unsolved,
    /// Rejected by its check, or refused by the compiler, with this belief named.
    Belief(String),
    /// Rejected by its check in these words, where no belief stands behind it.
    Words(String),
    /// Refused by the compiler, with this error code.
    Code(String),
    /// The program ends by itself before its checks do.
    LeavesEarly,
    /// The program does not end.
    Hangs,
}

/// What the first line of a wrong variant may be.
pub(crate) const HOW_TO_SAY: &str = "its first line must be one of:
//! misconception: a-slug-of-misconceptions.md
//! tests-failed: some words of the message
//! does-not-compile: E0382, or the name of a lint
//! exited-early
//! timed-out";

impl Expected {
    /// What a wrong variant says of itself.
    pub(crate) fn named_in(text: &str) -> Option<Self> {
        let line = text.lines().next()?.strip_prefix("//! ")?.trim();
        match (line, line.split_once(": ")) {
            (_, Some(("misconception", slug))) => {
                Some(Self::Belief(slug.to_owned()))
            }
            (_, Some(("tests-failed", words))) => {
                Some(Self::Words(words.to_owned()))
            }
            (_, Some(("does-not-compile", code))) => {
                Some(Self::Code(code.to_owned()))
            }
            ("exited-early", _) => Some(Self::LeavesEarly),
            ("timed-out", _) => Some(Self::Hangs),
            _ => None,
        }
    }

    /// Why the verdict is not what was expected; `None` if it is.
    pub(crate) fn disagrees(&self, verdict: &Verdict) -> Option<String> {
        let agrees = match (self, verdict) {
            (Self::Solved, Verdict::Solved { .. })
            | (Self::LeavesEarly, Verdict::LeftEarly { .. })
            | (Self::Hangs, Verdict::Hangs { .. }) => true,
            (Self::Unsolved, verdict) => {
                matches!(verdict, Verdict::Rejected { .. } | Verdict::Refused { .. })
            }
            (Self::Belief(slug), verdict) => {
                verdict.beliefs().contains(&slug.as_str())
            }
            (Self::Words(words), Verdict::Rejected { failures, .. }) => {
                // Paragraphs are broken into lines.
                let flat = |text: &str| {
                    text.split_whitespace().collect::<Vec<_>>().join(" ")
                };
                failures.iter().any(|it| flat(&it.text).contains(words))
            }
            (Self::Code(code), Verdict::Refused { errors, .. }) => {
                errors.iter().any(|it| it.code.as_ref() == Some(code))
            }
            _ => false,
        };
        (!agrees).then(|| describe(verdict))
    }
}

fn describe(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Rejected { failures, .. } => {
            let parts =
                failures.iter().map(|it| format!("{}:\n{}", it.test, it.text));
            parts.collect::<Vec<_>>().join("\n")
        }
        Verdict::Refused { errors, .. } => {
            errors.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join("\n\n")
        }
        Verdict::Unreadable { why } => why.clone(),
        other => format!("{}: {}", other.name(), show::summary(other)),
    }
}

impl Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Solved => write!(f, "solved"),
            Self::Unsolved => write!(f, "unsolved"),
            Self::Belief(slug) => write!(f, "rejected: {slug}"),
            Self::Words(words) => write!(f, "rejected: \"{words}\""),
            Self::Code(code) => write!(f, "refused: {code}"),
            Self::LeavesEarly => write!(f, "leaves early"),
            Self::Hangs => write!(f, "hangs"),
        }
    }
}
