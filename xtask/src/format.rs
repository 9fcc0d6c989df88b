//! Verdicts for machines. `xtask/verdicts.schema.json` documents the JSON.

mod json;
mod junit;

pub(crate) use json::json;
pub(crate) use junit::junit;

/// How verdicts are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// Text for people
    Human,
    /// One JSON object (xtask/verdicts.schema.json)
    Json,
    /// JUnit's XML, which CI systems read
    Junit,
}

/// Without color codes.
fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}
