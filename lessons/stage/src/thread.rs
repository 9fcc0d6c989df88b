//! Blocking, and plain threads, on whichever clock the act has.
//!
//! On the real clock these are [`std::thread`]'s own. On the virtual one, a sleep moves
//! the clock instead of waiting: inside a runtime it moves tokio's, in the middle of the
//! poll, so that everybody else is late by that much; among plain threads one runs at a
//! time, and the clock jumps to the first that is due when all of them sleep. The threads
//! are real in both cases; only their time is not.

use crate::clock::Clock;
use std::{
    collections::BTreeMap,
    pin::pin,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    task::{Context, Waker},
    time::Duration,
};

/// Blocks the calling thread for `duration`.
pub fn sleep(duration: Duration) {
    match Clock::current() {
        Some(Clock::Paused(_)) => {
            // The clock moves at the first poll; what `advance` awaits after that is
            // everybody else's turn, which a blocked thread does not give.
            let mut context = Context::from_waker(Waker::noop());
            let _ = pin!(tokio::time::advance(duration)).poll(&mut context);
        }
        Some(Clock::Simulated(threads)) => threads.sleep(duration),
        Some(Clock::Lines) => {}
        Some(Clock::Real(_)) | None => std::thread::sleep(duration),
    }
}

/// Starts a thread called `name`. Its lines and lanes belong to the same act.
///
/// # Panics
///
/// If the system refuses another thread, or if the act's clock is tokio's paused one,
/// which only its own thread can move.
pub fn spawn<T: Send + 'static>(
    name: &str,
    body: impl FnOnce() -> T + Send + 'static,
) -> JoinHandle<T> {
    let clock = Clock::current();
    assert!(
        !matches!(clock, Some(Clock::Paused(_))),
        "a paused runtime has one thread: use `Stage::threads` for an act with more"
    );
    let seat = match &clock {
        Some(Clock::Simulated(threads)) => Some(threads.admit()),
        _ => None,
    };
    let dispatch = tracing::dispatcher::get_default(Clone::clone);
    let theirs = seat.clone();
    let thread = std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || {
            let _entered = clock.as_ref().map(Clock::enter);
            let _turn = theirs.map(Seat::wait_for_turn);
            tracing::dispatcher::with_default(&dispatch, body)
        })
        .expect("the system has room for another thread");
    JoinHandle { thread, seat }
}

/// A thread that can be waited for.
pub struct JoinHandle<T> {
    thread: std::thread::JoinHandle<T>,
    seat: Option<Seat>,
}

impl<T> JoinHandle<T> {
    /// Waits for the thread to end, and gives what it returned.
    ///
    /// # Errors
    ///
    /// The thread's panic, as in [`std::thread::JoinHandle::join`].
    pub fn join(self) -> std::thread::Result<T> {
        if let Some(seat) = &self.seat {
            seat.threads.wait_for_end_of(seat.id);
        }
        self.thread.join()
    }
}

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

    fn sleep(&self, duration: Duration) {
        let mut state = self.state();
        let me = state.running;
        let until = state.now + duration;
        state.wake_at(until, me);
        self.hand_over(state, Some(me));
    }

    /// A place for a thread about to start: it runs when the others first sleep.
    fn admit(self: &Arc<Self>) -> Seat {
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
                "every thread of the act waits for another to end"
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
struct Seat {
    threads: Arc<Simulated>,
    id: ThreadId,
}

impl Seat {
    fn wait_for_turn(self) -> Turn {
        self.threads.wait_for_turn_of(self.threads.state(), self.id);
        Turn(self)
    }
}

/// Passes the turn on when the thread ends, also by a panic.
struct Turn(Seat);

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.threads.end(self.0.id);
    }
}
