//! How to grade.

use crate::{
    process::{Limits, Priority},
    terminal::progress::Progress,
};
use std::time::Duration;

/// Long enough for every check there is, short enough to wait for one that never ends.
pub(crate) const USUAL_LIMIT: Duration = Duration::from_secs(10);

/// How to grade, as the learner or author asked for it.
pub(crate) struct Settings<'a> {
    pub(crate) limits: Limits,
    /// Whether the compiler's words are wanted in color.
    pub(crate) color: bool,
    /// The width of pictures and paragraphs, in columns.
    pub(crate) width: usize,
    /// The priority of builds.
    pub(crate) priority: Priority,
    pub(crate) progress: &'a dyn Progress,
}
