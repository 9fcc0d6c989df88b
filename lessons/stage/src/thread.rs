//! Blocking, and plain threads, on whichever clock the act has.
//!
//! On the real clock these are [`std::thread`]'s own. On the virtual one, a sleep moves
//! the clock instead of waiting: inside a runtime it moves tokio's, in the middle of the
//! poll, so that everybody else is late by that much; among plain threads one runs at a
//! time, and the clock jumps to the first that is due when all of them sleep. The threads
//! are real in both cases; only their time is not.

use crate::{clock::Clock, simulated::Seat};
use std::{
    pin::pin,
    task::{Context, Waker},
    time::Duration,
};

/// Blocks the calling thread for `duration`.
pub fn sleep(duration: Duration) {
    match Clock::current() {
        Some(Clock::Paused(_)) => hold(duration),
        Some(Clock::Simulated(threads)) => threads.sleep(duration),
        Some(Clock::Lines) => {}
        Some(Clock::Real(_) | Clock::Own(_)) | None => std::thread::sleep(duration),
    }
}

/// Moves tokio's paused clock by `duration` within the poll that calls this: what a
/// blocked thread looks like to everybody else.
///
/// # Panics
///
/// If the calling thread runs no runtime whose clock is paused.
pub fn hold(duration: Duration) {
    // The clock moves at the first poll; what `advance` awaits after that is everybody
    // else's turn, which a blocked thread does not give.
    let mut context = Context::from_waker(Waker::noop());
    let _ = pin!(tokio::time::advance(duration)).poll(&mut context);
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
        "`stage::thread::spawn` does not work on tokio's paused clock, which only the \
         runtime's own thread can advance. Use `Stage::threads` for an act with several \
         threads."
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
        .expect("the system allows one more thread");
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
            seat.wait_for_end();
        }
        self.thread.join()
    }
}
