//! The formats of verdicts. `xtask/verdicts.schema.json` documents the JSON.

use clap::{ValueEnum, builder::PossibleValue};

/// How verdicts are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Human,
    Json,
    Junit,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Human, Self::Json, Self::Junit]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, help) = match self {
            Self::Human => ("human", "Text for people"),
            Self::Json => ("json", "One JSON object (xtask/verdicts.schema.json)"),
            Self::Junit => ("junit", "JUnit's XML, which CI systems read"),
        };
        Some(PossibleValue::new(name).help(help))
    }
}

/// The text without color codes.
pub(super) fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}
