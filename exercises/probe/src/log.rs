//! A log that tasks and threads share.

use crate::Journal;
use std::{fmt::Display, time::Duration};

/// Lines in the order in which they were written, each with its time.
///
/// Clones share the same log.
#[derive(Clone, Debug)]
pub struct Log(Journal<String>);

impl Log {
    /// An empty log, whose clock starts now.
    #[expect(clippy::new_without_default, reason = "it starts a clock")]
    pub fn new() -> Self {
        let journal = Journal::new();
        journal.start();
        Self(journal)
    }

    /// Writes a line.
    pub fn say(&self, line: impl Display) {
        self.0.note(line.to_string());
    }

    /// The lines so far, each with its time.
    pub fn lines(&self) -> Vec<(Duration, String)> {
        self.0.entries()
    }
}
