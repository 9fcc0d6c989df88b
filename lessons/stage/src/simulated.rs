//! A virtual clock for real threads.
//!
//! One of them runs at a time. When it sleeps, or waits for another to end, the turn
//! goes to the thread that is due first, and the clock jumps to that time.

use std::{
    collections::BTreeMap,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// Virtual time for real threads: one runs, the others sleep or wait for one to end.
#[derive(Default)]
pub(crate) struct Simulated {
    state: Mutex<State>,
    turn: Condvar,
}

#[derive(Default)]
struct State {
    now: Duration,
    /// Whose turn it is. The act's own thread is number 0.
    running: ThreadId,
    /// Who runs next: by time, and among equals by who went to sleep first.
    due: BTreeMap<(Duration, u64), ThreadId>,
    sleeps: u64,
    threads: ThreadId,
    /// Threads that ended, and who waits for one that has not: (waiting, waited for).
    ended: Vec<ThreadId>,
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
        self.hand_over(state, Some(me));
    }

    /// A place for a thread about to start: it runs when the others first sleep.
    pub(crate) fn admit(self: &Arc<Self>) -> Seat {
        let mut state = self.state();
        state.threads += 1;
        let id = state.threads;
        let now = state.now;
        state.wake_at(now, id);
        Seat { threads: Arc::clone(self), id }
    }

    fn wait_for_end_of(&self, other: ThreadId) {
        let mut state = self.state();
        if !state.ended.contains(&other) {
            let me = state.running;
            state.joining.push((me, other));
            self.hand_over(state, Some(me));
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
        self.hand_over(state, None);
    }

    /// Gives the turn to whoever is due first, then waits until it is `me` again.
    fn hand_over(&self, mut state: MutexGuard<'_, State>, me: Option<ThreadId>) {
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
        self.sleeps += 1;
        self.due.insert((time, self.sleeps), thread);
    }
}

/// A thread's place in simulated time.
#[derive(Clone)]
pub(crate) struct Seat {
    threads: Arc<Simulated>,
    id: ThreadId,
}

impl Seat {
    /// Waits for the thread of this seat to end.
    pub(crate) fn wait_for_end(&self) {
        self.threads.wait_for_end_of(self.id);
    }

    pub(crate) fn wait_for_turn(self) -> Turn {
        self.threads.wait_for_turn_of(self.threads.state(), self.id);
        Turn(self)
    }
}

/// Passes the turn on when the thread ends, also by a panic.
pub(crate) struct Turn(Seat);

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.threads.end(self.0.id);
    }
}
