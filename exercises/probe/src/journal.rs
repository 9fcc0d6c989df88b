//! A list of what happened, in order, each entry with its time.

use crate::Shared;
use std::{sync::Arc, sync::OnceLock, time::Duration};
use tokio::time::Instant;

/// Entries that tasks and threads write, in the order in which they are written.
///
/// Times are measured from [`Journal::start`] or from the first entry, whichever comes
/// first, on the runtime's clock, which is virtual in an observation. Outside a runtime,
/// times are real and should not be compared. Clones share the same journal.
#[derive(Debug)]
pub struct Journal<T> {
    start: Arc<OnceLock<Instant>>,
    entries: Shared<Vec<(Duration, T)>>,
}

impl<T> Journal<T> {
    /// An empty journal, whose clock has not started.
    pub fn new() -> Self {
        Self { start: Arc::default(), entries: Shared::new(Vec::new()) }
    }

    /// Starts the clock, unless it is already running.
    pub fn start(&self) {
        self.start.get_or_init(Instant::now);
    }

    /// The time since the clock started. This starts the clock if it is not running
    /// yet.
    pub fn now(&self) -> Duration {
        self.start.get_or_init(Instant::now).elapsed()
    }

    /// Adds an entry.
    pub fn note(&self, entry: T) {
        let mut entries = self.entries.lock();
        entries.push((self.now(), entry));
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.lock().len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many entries match `predicate`.
    pub fn count(&self, predicate: impl Fn(&T) -> bool) -> usize {
        self.entries.lock().iter().filter(|(_, it)| predicate(it)).count()
    }

    /// The time of the first entry that matches `predicate`.
    pub fn when(&self, predicate: impl Fn(&T) -> bool) -> Option<Duration> {
        let entries = self.entries.lock();
        entries.iter().find(|(_, it)| predicate(it)).map(|(at, _)| *at)
    }

    /// All entries with their times.
    pub fn entries(&self) -> Vec<(Duration, T)>
    where
        T: Clone,
    {
        self.entries.get()
    }

    /// All entries without their times.
    pub fn items(&self) -> Vec<T>
    where
        T: Clone,
    {
        self.entries.lock().iter().map(|(_, it)| it.clone()).collect()
    }

    /// Removes and returns all entries, with their times.
    pub fn take(&self) -> Vec<(Duration, T)> {
        self.entries.take()
    }
}

impl<T> Clone for Journal<T> {
    fn clone(&self) -> Self {
        Self { start: Arc::clone(&self.start), entries: self.entries.clone() }
    }
}

impl<T> Default for Journal<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::Journal;
    use crate::observe;
    use std::time::Duration;
    use tokio::time::sleep;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn the_clock_starts_with_start_or_with_the_first_entry() {
        let (started, unstarted) = (Journal::new(), Journal::new());
        let clones = (started.clone(), unstarted.clone());
        let observed = observe(async move {
            clones.0.start();
            sleep(SECOND).await;
            clones.0.note('a');
            clones.1.note('a');
            sleep(SECOND).await;
            clones.0.note('b');
            clones.1.note('b');
            sleep(SECOND).await;
            clones.0.note('b');
        });
        observed.output(None);
        let entries = [(SECOND, 'a'), (2 * SECOND, 'b'), (3 * SECOND, 'b')];
        assert_eq!(started.entries(), entries);
        assert_eq!(unstarted.entries(), [(Duration::ZERO, 'a'), (SECOND, 'b')]);
        assert_eq!(started.when(|it| *it == 'b'), Some(2 * SECOND), "the first one");
        assert_eq!(started.when(|it| *it == 'c'), None);
        assert_eq!(
            [started.count(|it| *it == 'b'), started.count(|it| *it == 'c')],
            [2, 0]
        );
        assert_eq!(started.take().len(), 3);
        assert!(started.is_empty());
    }
}
