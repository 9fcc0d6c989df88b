//! Formats verdicts as text, JSON, or JUnit XML; also differences, Markdown, and
//! pages.

pub(crate) mod difference;
pub(crate) mod format;
pub(crate) mod human;
pub(crate) mod json;
pub(crate) mod junit;
pub(crate) mod markdown;
pub(crate) mod page;
