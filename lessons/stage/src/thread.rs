//! Blocking sleeps and plain threads, on the clock of the current act.
//!
//! On the real clock, these are the functions of [`std::thread`]. On the virtual
//! clock, a sleep advances the clock instead of waiting. Inside a runtime, it
//! advances tokio's clock in the middle of the poll, which makes every other task late
//! by that much. In an act with plain threads, one thread runs at a time. When all of
//! them sleep, the clock jumps to the earliest time at which a thread is due. The
//! threads are always real; only their time is virtual.

use crate::{clock::Clock, simulated::SimulatedThread};
use std::{
    pin::pin,
    task::{Context, Waker},
    time::Duration,
};

/// Blocks the calling thread for `duration`, on the act's clock.
///
/// In an act that counts lines, this returns immediately. Outside an act, and on a loop
/// that the lesson has built, this is [`std::thread::sleep`].
pub fn sleep(duration: Duration) {
    match Clock::current() {
        Some(Clock::Paused(_)) => hold(duration),
        Some(Clock::Simulated(threads)) => threads.sleep(duration),
        Some(Clock::Lines) => {}
        Some(Clock::Real(_) | Clock::Own(_)) | None => std::thread::sleep(duration),
    }
}

/// Advances tokio's paused clock by `duration` within the current poll. To every other
/// task, this looks like a blocked thread.
///
/// # Panics
///
/// Panics unless it is called inside a runtime whose clock is paused.
pub fn hold(duration: Duration) {
    // The first poll of `advance` moves the clock. A second poll would yield to the
    // other tasks, which a blocked thread does not do.
    let mut context = Context::from_waker(Waker::noop());
    let _ = pin!(tokio::time::advance(duration)).poll(&mut context);
}

/// Starts a thread called `name`. Its lines and lanes belong to the current act.
///
/// # Panics
///
/// Panics if the system can't start another thread, or if the act uses tokio's paused
/// clock, which only the runtime's own thread can advance.
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
    let simulated = match &clock {
        Some(Clock::Simulated(threads)) => Some(threads.register()),
        _ => None,
    };
    let dispatch = tracing::dispatcher::get_default(Clone::clone);
    let turns = simulated.clone();
    let thread = std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || {
            let _entered = clock.as_ref().map(Clock::enter);
            let _turn = turns.map(SimulatedThread::wait_for_turn);
            tracing::dispatcher::with_default(&dispatch, body)
        })
        .expect("the system allows one more thread");
    JoinHandle { thread, simulated }
}

/// A handle to a thread that [`spawn`] started.
pub struct JoinHandle<T> {
    thread: std::thread::JoinHandle<T>,
    /// Set if the act uses the simulated clock.
    simulated: Option<SimulatedThread>,
}

impl<T> JoinHandle<T> {
    /// Waits until the thread ends and returns its result.
    ///
    /// # Errors
    ///
    /// Returns the payload if the thread panicked, like
    /// [`std::thread::JoinHandle::join`].
    pub fn join(self) -> std::thread::Result<T> {
        if let Some(simulated) = &self.simulated {
            simulated.wait_for_end();
        }
        self.thread.join()
    }
}
