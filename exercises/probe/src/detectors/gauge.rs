//! How many there are of something: fetches in flight, items in a queue.

use crate::Shared;

/// Counts how many there are now, the most that there ever were at once, and how many
/// ever came.
///
/// Clones are the same gauge.
#[derive(Clone, Debug, Default)]
pub struct Gauge(Shared<Counts>);

#[derive(Debug, Default)]
struct Counts {
    now: usize,
    peak: usize,
    total: usize,
}

impl Gauge {
    /// A gauge that stands at zero.
    pub fn new() -> Self {
        Self::default()
    }

    /// One more, until what this returns is dropped.
    #[must_use = "it leaves at once if nobody keeps it"]
    pub fn enter(&self) -> Entered {
        let mut counts = self.0.lock();
        let more = counts.now + 1;
        counts.set(more);
        counts.total += 1;
        Entered(self.clone())
    }

    /// How many there are.
    pub fn now(&self) -> usize {
        self.0.lock().now
    }

    /// The most that there ever were.
    pub fn peak(&self) -> usize {
        self.0.lock().peak
    }

    /// How many have ever entered, those included that have left.
    pub fn total(&self) -> usize {
        self.0.lock().total
    }
}

impl Counts {
    fn set(&mut self, now: usize) {
        self.now = now;
        self.peak = self.peak.max(now);
    }
}

/// One that a [`Gauge`] counts. It leaves when it is dropped. A clone is one more.
#[derive(Debug)]
pub struct Entered(Gauge);

impl Clone for Entered {
    fn clone(&self) -> Self {
        self.0.enter()
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        let mut counts = self.0.0.lock();
        counts.now -= 1;
    }
}

/// A number that is set, such as the length of a queue, and the highest that it ever
/// was.
///
/// Clones are the same level.
#[derive(Clone, Debug, Default)]
pub struct Level(Shared<Counts>);

impl Level {
    /// A level of zero.
    pub fn new() -> Self {
        Self::default()
    }

    /// It is `n` now.
    pub fn set(&self, n: usize) {
        self.0.lock().set(n);
    }

    /// What it is.
    pub fn now(&self) -> usize {
        self.0.lock().now
    }

    /// The highest that it ever was.
    pub fn peak(&self) -> usize {
        self.0.lock().peak
    }
}
