//! Verdicts as text, as JSON, and as JUnit's XML, and what else has a form of its own.

pub(crate) mod difference;
pub(crate) mod format;
pub(crate) mod human;
pub(crate) mod json;
pub(crate) mod junit;
pub(crate) mod markdown;
pub(crate) mod page;
