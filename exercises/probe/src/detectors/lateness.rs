//! Sleeps that notice when they are due but not polled.
//!
//! In such a program, no single poll is slow and nothing is stuck. The only symptom is
//! the delay between the time at which a sleep is due and its next poll.

use std::{
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{runtime::Handle, time::Instant};

/// Creates sleeps, and records the longest time that one of them was due but not polled.
///
/// A sleep is measured when it finishes or is dropped. A sleep that is dropped before
/// it is due was not late. A sleep that is dropped after it was due counts as late
/// until the drop. A sleep that is never polled does not count. Clones share the same
/// record.
///
/// Use whole milliseconds: tokio's timers round up to the millisecond, and the difference
/// would count as lateness.
#[derive(Clone, Debug, Default)]
pub struct Lateness(Arc<Mutex<Duration>>);

impl Lateness {
    /// A record without sleeps.
    pub fn new() -> Self {
        Self::default()
    }

    /// Waits for `duration`, measured from the first poll.
    pub fn sleep(
        &self,
        duration: Duration,
    ) -> impl Future<Output = ()> + Send + use<> {
        let this = self.clone();
        async move { this.sleep_until(Instant::now() + duration).await }
    }

    /// Waits until `due`. A sleep that is first polled after `due` is late.
    pub fn sleep_until(
        &self,
        due: Instant,
    ) -> impl Future<Output = ()> + Send + use<> {
        let this = self.clone();
        async move {
            let _waiting = Waiting { lateness: this, due };
            tokio::time::sleep_until(due).await;
        }
    }

    /// Sleeps until each multiple of `period` after the first poll, forever. Spawn
    /// it as a task to detect other tasks that hold the thread for too long.
    pub async fn tick(self, period: Duration) {
        let start = Instant::now();
        for tick in 1.. {
            self.sleep_until(start + period * tick).await;
        }
    }

    /// The longest delay so far, in virtual time, from when a sleep was due to its next
    /// poll. Zero if every sleep was polled in time.
    pub fn latest(&self) -> Duration {
        *self.delay()
    }

    fn delay(&self) -> MutexGuard<'_, Duration> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Records the delay when a sleep finishes or is dropped.
struct Waiting {
    lateness: Lateness,
    due: Instant,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        // Outside a runtime, `now` is real time, which cannot be compared with `due`.
        if Handle::try_current().is_ok() {
            let mut latest = self.lateness.delay();
            *latest =
                Instant::now().saturating_duration_since(self.due).max(*latest);
        }
    }
}
