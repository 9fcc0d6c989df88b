//! The settings for grading.

use crate::{
    process::{Limits, Priority},
    terminal::progress::Progress,
};
use std::time::Duration;

/// The default time limit: long enough for every check, but not too long to wait for
/// a program that never ends.
pub(crate) const USUAL_LIMIT: Duration = Duration::from_secs(10);

/// The settings for grading, which depend on the command and its options.
pub(crate) struct Settings<'a> {
    pub(crate) limits: Limits,
    /// True if the compiler's messages should be in color.
    pub(crate) color: bool,
    /// The width of pictures and paragraphs, in columns.
    pub(crate) width: usize,
    /// The priority of builds.
    pub(crate) priority: Priority,
    pub(crate) progress: &'a dyn Progress,
}

impl Settings<'_> {
    /// How long the compiler may work on one exercise: six times as long as the program may
    /// run. On two cores, it needs about a second.
    pub(crate) fn compiler_limit(&self) -> Duration {
        6 * self.limits.wall
    }
}
