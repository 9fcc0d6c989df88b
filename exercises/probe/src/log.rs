//! A notebook that many hands write into.

use std::{
    fmt::Display,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::time::Instant;

/// Lines in the order in which they were said, each with its time.
///
/// Clones write into the same log.
#[derive(Clone, Debug)]
pub struct Log {
    start: Instant,
    lines: Arc<Mutex<Vec<(Duration, String)>>>,
}

impl Log {
    /// An empty log, whose time begins now.
    #[expect(clippy::new_without_default, reason = "it starts a clock")]
    pub fn new() -> Self {
        Self { start: Instant::now(), lines: Arc::default() }
    }

    /// Writes a line down.
    pub fn say(&self, line: impl Display) {
        let line = (self.start.elapsed(), line.to_string());
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }

    /// What was said so far, and when.
    pub fn lines(&self) -> Vec<(Duration, String)> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
