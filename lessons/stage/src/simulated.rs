//! A virtual clock for real threads.
//!
//! One thread runs at a time. When it sleeps or joins another thread, the thread
//! with the earliest due time runs next, and the clock jumps to that time.

use std::{
    collections::BTreeMap,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// The virtual clock and the schedule of the threads on it.
#[derive(Default)]
pub(crate) struct Simulated {
    state: Mutex<State>,
    /// Notified when `running` changes.
    turn: Condvar,
}

#[derive(Default)]
struct State {
    now: Duration,
    /// The thread that is running now. The thread that plays the act has id 0.
    running: ThreadId,
    /// The threads that run next, by the time at which they are due. Threads that are
    /// due at the same time run in the order in which they were added.
    due: BTreeMap<(Duration, u64), ThreadId>,
    /// How many threads have been added to `due` so far. This number breaks ties.
    added: u64,
    /// The id of the thread that was registered last.
    last_id: ThreadId,
    ended: Vec<ThreadId>,
    /// The threads that wait for another thread to end: (waiting, waited for).
    joining: Vec<(ThreadId, ThreadId)>,
}

type ThreadId = u64;

impl Simulated {
    pub(crate) fn now(&self) -> Duration {
        self.state().now
    }

    pub(crate) fn sleep(&self, duration: Duration) {
        let mut state = self.state();
        let me = state.running;
        let until = state.now + duration;
        state.wake_at(until, me);
        self.run_next(state, Some(me));
    }

    /// Registers a thread that is about to start. It first runs when the other threads
    /// sleep.
    pub(crate) fn register(self: &Arc<Self>) -> SimulatedThread {
        let mut state = self.state();
        state.last_id += 1;
        let id = state.last_id;
        let now = state.now;
        state.wake_at(now, id);
        SimulatedThread { threads: Arc::clone(self), id }
    }

    fn wait_for_end_of(&self, other: ThreadId) {
        let mut state = self.state();
        if !state.ended.contains(&other) {
            let me = state.running;
            state.joining.push((me, other));
            self.run_next(state, Some(me));
        }
    }

    fn end(&self, me: ThreadId) {
        let mut state = self.state();
        state.ended.push(me);
        let waiting: Vec<_> =
            state.joining.extract_if(.., |(_, it)| *it == me).collect();
        let now = state.now;
        for (thread, _) in waiting {
            state.wake_at(now, thread);
        }
        self.run_next(state, None);
    }

    /// Runs the thread with the earliest due time, then blocks until `me` may run
    /// again.
    ///
    /// Returns immediately if `me` is `None`, because the calling thread is about to
    /// end.
    ///
    /// # Panics
    ///
    /// Panics if all threads are waiting for each other to end.
    fn run_next(&self, mut state: MutexGuard<'_, State>, me: Option<ThreadId>) {
        if let Some(((time, _), next)) = state.due.pop_first() {
            state.now = time;
            state.running = next;
            self.turn.notify_all();
        } else {
            assert!(
                me.is_none(),
                "Deadlock: every thread in this act is waiting for another thread to \
                 end. Typical cause: two threads that join each other."
            );
        }
        if let Some(me) = me {
            self.wait_for_turn_of(state, me);
        }
    }

    fn wait_for_turn_of(&self, state: MutexGuard<'_, State>, me: ThreadId) {
        let turn = self.turn.wait_while(state, |state| state.running != me);
        drop(turn.unwrap_or_else(PoisonError::into_inner));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn wake_at(&mut self, time: Duration, thread: ThreadId) {
        self.added += 1;
        self.due.insert((time, self.added), thread);
    }
}

/// A thread that runs on the simulated clock.
#[derive(Clone)]
pub(crate) struct SimulatedThread {
    threads: Arc<Simulated>,
    id: ThreadId,
}

impl SimulatedThread {
    /// Blocks until this thread has ended.
    pub(crate) fn wait_for_end(&self) {
        self.threads.wait_for_end_of(self.id);
    }

    /// Blocks until this thread may run for the first time. The thread must drop the
    /// guard when it ends.
    pub(crate) fn wait_for_turn(self) -> Turn {
        self.threads.wait_for_turn_of(self.threads.state(), self.id);
        Turn(self)
    }
}

/// Ends the thread on the simulated clock when dropped, even if the thread panics.
pub(crate) struct Turn(SimulatedThread);

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.threads.end(self.0.id);
    }
}
