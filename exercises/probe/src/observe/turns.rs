//! Records what happens in the turns of a loop. A turn is the time between two parks.
//!
//! In a turn, the loop polls its tasks. The virtual clock moves only while the loop is
//! parked, and a poll should not put the thread to sleep. If the clock moves during a
//! turn, a task has moved it. If the thread sleeps during a turn, a task has blocked
//! it.

use crate::Shared;
use std::{
    fs,
    time::{Duration, Instant as MachineInstant},
};
use tokio::time::Instant;

/// Counters that the hooks of a runtime share. Clones share the same counters.
#[derive(Clone, Default)]
pub(crate) struct Turns(Shared<Counts>);

#[derive(Clone, Copy, Default)]
struct Counts {
    /// When the current turn began, on both clocks. `None` while the loop is parked.
    turn: Option<(Instant, MachineInstant)>,
    /// What the thread had done before the first turn began.
    before: Option<Scheduled>,
    moved: Duration,
    took: Duration,
}

impl Turns {
    /// Begins the first turn. Call it on the loop.
    pub(crate) fn start(&self) {
        self.0.lock().before = Scheduled::of_this_thread();
        self.begin();
    }

    /// Begins a turn.
    pub(crate) fn begin(&self) {
        self.0.lock().turn = Some((Instant::now(), MachineInstant::now()));
    }

    /// Ends a turn.
    pub(crate) fn end(&self) {
        let mut counts = self.0.lock();
        if let Some((clock, machine)) = counts.turn.take() {
            counts.moved += clock.elapsed();
            counts.took += machine.elapsed();
        }
    }

    /// The virtual time that passed during turns.
    pub(crate) fn moved(&self) -> Duration {
        self.0.lock().moved
    }

    /// The real time for which the thread slept during turns. On a system that does not
    /// report this, it is the real time that the turns took.
    pub(crate) fn asleep(&self) -> Duration {
        let counts = *self.0.lock();
        let awake = Scheduled::of_this_thread()
            .zip(counts.before)
            .map_or(Duration::ZERO, |(now, before)| now.awake - before.awake);
        // Some of the awake time was between turns, so this is never an overestimate.
        counts.took.saturating_sub(awake)
    }
}

/// True if [`Turns::asleep`] counts only the time for which the thread slept.
pub(crate) fn are_exact() -> bool {
    Scheduled::of_this_thread().is_some()
}

/// What the system's scheduler knows about a thread.
#[derive(Clone, Copy)]
struct Scheduled {
    /// The time for which the thread has run or was ready to run so far.
    awake: Duration,
}

impl Scheduled {
    /// `None` if the system does not report it: only Linux does.
    fn of_this_thread() -> Option<Self> {
        let times = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        let mut nanoseconds = times.split_whitespace().map(str::parse::<u64>);
        let (ran, was_ready) =
            (nanoseconds.next()?.ok()?, nanoseconds.next()?.ok()?);
        Some(Self { awake: Duration::from_nanos(ran + was_ready) })
    }
}
