//! Counters of what exists at the same time, such as fetches in flight or items in a
//! queue.

use crate::Shared;

/// Counts what is present now, the most at any one time, and the total.
///
/// Clones share the same counts.
#[derive(Clone, Debug, Default)]
pub struct Gauge(Shared<Counts>);

#[derive(Debug, Default)]
struct Counts {
    now: usize,
    peak: usize,
    total: usize,
}

impl Gauge {
    /// A gauge at zero.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one to the count until the returned value is dropped.
    #[must_use = "it stops counting as soon as it is dropped"]
    pub fn enter(&self) -> Entered {
        let mut counts = self.0.lock();
        let more = counts.now + 1;
        counts.set(more);
        counts.total += 1;
        Entered(self.clone())
    }

    /// How many there are now.
    pub fn now(&self) -> usize {
        self.0.lock().now
    }

    /// The most that ever existed at the same time.
    pub fn peak(&self) -> usize {
        self.0.lock().peak
    }

    /// How many have ever entered, including those that have left.
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

/// What a [`Gauge`] counts, from its creation until its drop. Each clone also counts.
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

/// A level that a check sets, such as the length of a queue, and its highest value so
/// far.
///
/// Clones share the same level.
#[derive(Clone, Debug, Default)]
pub struct Level(Shared<Counts>);

impl Level {
    /// A level at zero.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the level to `n`.
    pub fn set(&self, n: usize) {
        self.0.lock().set(n);
    }

    /// The current level.
    pub fn now(&self) -> usize {
        self.0.lock().now
    }

    /// The highest level so far.
    pub fn peak(&self) -> usize {
        self.0.lock().peak
    }
}
