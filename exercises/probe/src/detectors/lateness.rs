//! Sleeps that notice when nobody polls them although they are due.
//!
//! No single poll is slow then, and nothing is stuck: the delay between becoming due
//! and being polled is all that there is to see.

use std::{
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{runtime::Handle, time::Instant};

/// Sleeps, and knows the longest that one of its sleeps was due and was not polled.
///
/// A sleep counts when it is over, one way or the other. If it is dropped before it is
/// due it was not late; if it is dropped afterwards it was late until then. One that
/// was never polled counts nothing. Clones share what they know.
///
/// tokio's timers round up to the millisecond: with whole ones, nobody is late who is
/// not.
#[derive(Clone, Debug, Default)]
pub struct Lateness(Arc<Mutex<Duration>>);

impl Lateness {
    /// One that has not slept yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Waits for `duration`, from the first poll.
    pub fn sleep(
        &self,
        duration: Duration,
    ) -> impl Future<Output = ()> + Send + use<> {
        let this = self.clone();
        async move { this.sleep_until(Instant::now() + duration).await }
    }

    /// Waits until `due`. Who first polls it later than that is late.
    pub fn sleep_until(
        &self,
        due: Instant,
    ) -> impl Future<Output = ()> + Send + use<> {
        let this = self.clone();
        async move {
            let _waiting = Waiting { punctual: this, due };
            tokio::time::sleep_until(due).await;
        }
    }

    /// Sleeps until each multiple of `period` from the first poll on, without end: for a
    /// task that others may keep from the thread.
    pub async fn tick(self, period: Duration) {
        let start = Instant::now();
        for tick in 1.. {
            self.sleep_until(start + period * tick).await;
        }
    }

    /// The longest delay so far between becoming due and being polled, on the virtual
    /// clock; zero if every sleep was polled in time.
    pub fn latest(&self) -> Duration {
        *self.delay()
    }

    fn delay(&self) -> MutexGuard<'_, Duration> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Notes the delay when a sleep is over, whether it was polled to its end or dropped.
struct Waiting {
    punctual: Lateness,
    due: Instant,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        // Outside of a runtime only the machine's clock is there, and `due` is not of
        // its kind.
        if Handle::try_current().is_ok() {
            let mut latest = self.punctual.delay();
            *latest =
                Instant::now().saturating_duration_since(self.due).max(*latest);
        }
    }
}
