//! What the loop's thread does between two polls, told by the runtime's own hooks.
//!
//! The runtime parks more often than a story needs: once in vain because a task was just
//! spawned, and in two steps before a timer that is far away, since it keeps far timers in
//! coarse slots. Parks with no poll between them are therefore told as one.

use stage::say;
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::ThreadId,
    time::Duration,
};
use tokio::{runtime::Builder, time::Instant};

/// Counts polls, threads and the time spent parked. Clones share one count.
#[derive(Clone, Default)]
pub(crate) struct Watch(Arc<Mutex<Counts>>);

/// What was counted so far.
#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) polls: usize,
    pub(crate) threads: HashSet<ThreadId>,
    pub(crate) parked: Duration,
    parked_at: Option<Instant>,
    /// Whether a park was told since the last poll.
    told: bool,
}

impl Watch {
    /// A runtime of one thread that tells when it parks.
    pub(crate) fn runtime(&self) -> Builder {
        let (before, after) = (self.clone(), self.clone());
        let mut builder = Builder::new_current_thread();
        builder.on_thread_park(move || before.parks());
        builder.on_thread_unpark(move || after.unparked());
        builder
    }

    /// Notes a poll on the calling thread.
    pub(crate) fn polled(&self) {
        let mut counts = self.counts();
        counts.polls += 1;
        counts.threads.insert(std::thread::current().id());
        counts.told = false;
    }

    pub(crate) fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn parks(&self) {
        let mut counts = self.counts();
        counts.parked_at = Some(Instant::now());
        if !counts.told {
            say!("park: nobody is ready");
            counts.told = true;
        }
    }

    fn unparked(&self) {
        let mut counts = self.counts();
        let since = counts.parked_at.take().expect("it parked before");
        counts.parked += since.elapsed();
    }
}
