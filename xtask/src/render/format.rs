//! The formats of verdicts. `xtask/verdicts.schema.json` documents the JSON.

/// How verdicts are printed.
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
pub(super) fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}
