//! Exercise kinds: what the learner has to do.

use clap::{ValueEnum, builder::PossibleValue};
use std::fmt::{self, Display};

/// What an exercise asks the learner to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Predict,
    Fix,
    Build,
    CompileError,
    Measure,
}

impl ValueEnum for Kind {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Predict => "Say what happens",
            Self::Fix => "Fix it",
            Self::Build => "Write it",
            Self::CompileError => "Make it compile",
            Self::Measure => "Find a number",
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}

impl Kind {
    pub(crate) const ALL: [Self; 5] =
        [Self::Predict, Self::Fix, Self::Build, Self::CompileError, Self::Measure];

    /// The kind with this name.
    ///
    /// # Errors
    ///
    /// A message that lists all kinds, if there is no such kind.
    pub(super) fn parse(name: &str) -> Result<Self, String> {
        let kind = Self::ALL.into_iter().find(|it| it.name() == name);
        kind.ok_or_else(|| {
            let all = Self::ALL.map(Self::name).join(", ");
            format!("`{name}` is not a kind of exercise. The kinds are: {all}.")
        })
    }

    /// The name, as in headers and lists.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Predict => "predict",
            Self::Fix => "fix",
            Self::Build => "build",
            Self::CompileError => "compile-error",
            Self::Measure => "measure",
        }
    }

    /// What the learner has to do, in a few words.
    pub(crate) fn meaning(self) -> &'static str {
        match self {
            Self::Predict => "say what happens",
            Self::Fix => "fix it",
            Self::Build => "write it",
            Self::CompileError => "make it compile",
            Self::Measure => "find a number",
        }
    }

    /// True if the task is about code that the original file contains.
    pub(crate) fn is_about_given_file(self) -> bool {
        matches!(self, Self::Fix | Self::CompileError)
    }

    /// True if the learner's file contains answers to questions instead of code that
    /// runs.
    pub(crate) fn is_guess(self) -> bool {
        matches!(self, Self::Predict | Self::Measure)
    }
}

impl Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
