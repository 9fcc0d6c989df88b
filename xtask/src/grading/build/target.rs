//! What is built, where it is built, and the result.

use crate::{process::Priority, verdict::Diagnostic};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

/// A test target of a package.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Target {
    pub(crate) package: String,
    pub(crate) test: String,
    /// The learner's file, relative to the workspace.
    pub(crate) file: PathBuf,
}

/// The result of building a target.
pub(crate) struct Built {
    pub(crate) outcome: BuildOutcome,
    /// The compiler's warnings about the learner's file, in the compiler's order.
    pub(crate) warnings: Vec<Diagnostic>,
    /// The `let _ = …` statements that drop a value.
    pub(crate) drops: Vec<Diagnostic>,
}

impl From<BuildOutcome> for Built {
    fn from(outcome: BuildOutcome) -> Self {
        Self { outcome, warnings: Vec::new(), drops: Vec::new() }
    }
}

/// Whether there is a program, or why there is none.
pub(crate) enum BuildOutcome {
    /// The test binary, which may already have been up to date.
    Program { path: PathBuf, fresh: bool },
    /// The compiler errors.
    DoesNotCompile(Vec<Diagnostic>),
    /// The program is built from a file that doesn't belong to the exercise. The
    /// text says which one.
    NotAllowed(String),
    /// The compiler ended, but produced neither a program nor an error. The text
    /// says how.
    GaveUp(String),
}

/// A workspace and its build settings.
pub(crate) struct Workspace<'a> {
    pub(crate) folder: &'a Path,
    /// The target directory, if it is not the workspace's own.
    pub(crate) into: Option<&'a Path>,
    /// True if its files are from elsewhere and see only part of the environment.
    pub(crate) is_foreign: bool,
    /// Whether the compiler's messages should have colors.
    pub(crate) color: bool,
    pub(crate) priority: Priority,
    /// How long the compiler may work on one target.
    pub(crate) limit: Duration,
}

/// Which files a build leaves on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// The compiler's incremental data, so that rebuilding after an edit takes half
    /// the time or less.
    Notes,
    /// Only the program. This takes a third of the space.
    Program,
}
