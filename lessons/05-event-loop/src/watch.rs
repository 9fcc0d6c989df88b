//! What the loop's thread does between two polls, as the runtime's own hooks report it.
//!
//! The runtime parks more often than a story needs to show: once without effect,
//! because a task was just spawned, and in two steps before a timer that is far away,
//! because such timers are kept in coarse slots. Parks without a poll between them are
//! therefore shown as one park.

use stage::say;
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::ThreadId,
    time::Duration,
};
use tokio::{runtime::Builder, time::Instant};

/// Counts polls, threads, and the time spent parked. Clones share their counts.
#[derive(Clone, Default)]
pub(crate) struct Watch(Arc<Mutex<Counts>>);

/// What has been counted so far.
#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) polls: usize,
    pub(crate) threads: HashSet<ThreadId>,
    pub(crate) parked: Duration,
    parked_at: Option<Instant>,
    /// Whether a park has been shown since the last poll.
    shown: bool,
}

impl Watch {
    /// A current-thread runtime that says when its thread parks.
    pub(crate) fn runtime(&self) -> Builder {
        let (before, after) = (self.clone(), self.clone());
        let mut builder = Builder::new_current_thread();
        builder.on_thread_park(move || before.parks());
        builder.on_thread_unpark(move || after.unparked());
        builder
    }

    /// Counts a poll on the calling thread.
    pub(crate) fn polled(&self) {
        let mut counts = self.counts();
        counts.polls += 1;
        counts.threads.insert(std::thread::current().id());
        counts.shown = false;
    }

    pub(crate) fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn parks(&self) {
        let mut counts = self.counts();
        counts.parked_at = Some(Instant::now());
        if !counts.shown {
            say!("park: no task is ready");
            counts.shown = true;
        }
    }

    fn unparked(&self) {
        let mut counts = self.counts();
        let since = counts.parked_at.take().expect("it parked before");
        counts.parked += since.elapsed();
    }
}
