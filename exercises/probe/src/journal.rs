//! What happened, in order, each entry with its time.

use crate::Shared;
use std::{sync::Arc, sync::OnceLock, time::Duration};
use tokio::time::Instant;

/// Entries that many tasks and threads write, in the order in which they write them.
///
/// Its clock is the runtime's, so virtual in an observation, and it starts with
/// [`Journal::start`] or with the first entry, whichever comes first. Outside of a
/// runtime it is the machine's: compare no times then. Clones write into the same
/// journal.
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

    /// Starts its clock, unless it has started.
    pub fn start(&self) {
        self.start.get_or_init(Instant::now);
    }

    /// The time since its clock was started; starts it.
    pub fn now(&self) -> Duration {
        self.start.get_or_init(Instant::now).elapsed()
    }

    /// Writes an entry.
    pub fn note(&self, entry: T) {
        let mut entries = self.entries.lock();
        entries.push((self.now(), entry));
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.lock().len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many entries are such.
    pub fn count(&self, such: impl Fn(&T) -> bool) -> usize {
        self.entries.lock().iter().filter(|(_, it)| such(it)).count()
    }

    /// When the first such entry was written.
    pub fn when(&self, such: impl Fn(&T) -> bool) -> Option<Duration> {
        let entries = self.entries.lock();
        entries.iter().find(|(_, it)| such(it)).map(|(at, _)| *at)
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

    /// Takes all entries out.
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
    fn its_clock_starts_when_it_is_told_to_or_with_the_first_entry() {
        let (told, by_itself) = (Journal::new(), Journal::new());
        let clones = (told.clone(), by_itself.clone());
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
        assert_eq!(told.entries(), entries);
        assert_eq!(by_itself.entries(), [(Duration::ZERO, 'a'), (SECOND, 'b')]);
        assert_eq!(told.when(|it| *it == 'b'), Some(2 * SECOND), "the first one");
        assert_eq!(told.when(|it| *it == 'c'), None);
        assert_eq!(
            [told.count(|it| *it == 'b'), told.count(|it| *it == 'c')],
            [2, 0]
        );
        assert_eq!(told.take().len(), 3);
        assert!(told.is_empty());
    }
}
