//! A notebook that many hands write into.

use crate::Journal;
use std::{fmt::Display, time::Duration};

/// Lines in the order in which they were said, each with its time.
///
/// Clones write into the same log.
#[derive(Clone, Debug)]
pub struct Log(Journal<String>);

impl Log {
    /// An empty log, whose time begins now.
    #[expect(clippy::new_without_default, reason = "it starts a clock")]
    pub fn new() -> Self {
        let journal = Journal::new();
        journal.start();
        Self(journal)
    }

    /// Writes a line down.
    pub fn say(&self, line: impl Display) {
        self.0.note(line.to_string());
    }

    /// What was said so far, and when.
    pub fn lines(&self) -> Vec<(Duration, String)> {
        self.0.entries()
    }
}
