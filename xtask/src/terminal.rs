//! What the runner prints: errors, styles, progress, and suggestions.

pub(crate) mod error;
pub(crate) mod output;
pub(crate) mod progress;
pub(crate) mod style;
pub(crate) mod suggestions;
pub(crate) mod width;
