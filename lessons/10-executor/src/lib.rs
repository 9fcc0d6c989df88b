//! An event loop on one thread: tasks, timers, and sockets, in code that you can read in an
//! evening.
//!
//! ```
//! use executor::{block_on, join_all, sleep, spawn};
//! use std::time::Duration;
//!
//! let answers = block_on(async {
//!     let double = async |number: u64| {
//!         sleep(Duration::from_millis(10 * number)).await;
//!         2 * number
//!     };
//!     let task = spawn(double(3));
//!     let mut answers = join_all([double(2), double(1)]).await;
//!     answers.push(task.await.expect("nothing in it panics"));
//!     answers
//! });
//! assert_eq!(answers, [4, 2, 6]);
//! ```
//!
//! # A turn of the loop
//!
//! [`block_on`] repeats a turn until its future is ready. A turn has three phases, always in
//! this order:
//!
//! 1. **Poll.** The tasks that are in the ready queue when the turn begins are polled,
//!    first in, first out, but at most 64 of them. A task that becomes ready in this
//!    phase is polled in the next turn.
//! 2. **Park.** If the ready queue is empty, the thread sleeps until a socket changes,
//!    another thread wakes a task, or the first timer is due. The virtual clock jumps
//!    to the first timer instead. If tasks are ready, the loop checks sockets and wakes
//!    from other threads without sleeping.
//! 3. **Wake.** Tasks go back into the ready queue: first those whose sockets have changed,
//!    then those that other threads have woken, then those whose timers are due. Wakes by
//!    other threads also arrive between two polls.
//!
//! # What happens when
//!
//! - A wake never polls. It puts the task into the ready queue, once, no matter how often the
//!   task is woken before its poll. A task that is woken during its poll is polled again,
//!   after the others.
//! - Any thread may wake a task, at any time. Waking a task that is done, or whose loop has
//!   ended, does nothing. If a waker panics when the loop calls it, that panic is dropped.
//! - Dropping a [`Sleep`] or a socket takes effect immediately, even during a poll.
//!   [`JoinHandle::abort`] marks a task, and the loop drops it when it is the task's
//!   turn.
//! - When a task returns, panics, or is aborted, its future is dropped, its outcome is stored,
//!   and then the task that awaits its [`JoinHandle`] is woken.
//! - The [`JoinHandle`] of a task that has panicked returns the panic. If the future
//!   of `block_on` panics, so does `block_on`.
//! - When the future of `block_on` is ready, the remaining tasks are dropped. By then, the
//!   thread has no loop: their destructors can wake and abort tasks, but not spawn any.
//! - `block_on` inside a poll panics, because it would block the running loop.

mod clock;
mod contain;
mod current;
mod deadlock;
mod event_loop;
mod join_all;
mod join_handle;
pub mod net;
mod reactor;
mod sleep;
mod task;
mod tasks;
mod timeout;
mod waker;
mod yield_now;

pub use crate::{
    deadlock::Deadlock,
    event_loop::{block_on, block_on_virtual},
    join_all::join_all,
    join_handle::{JoinError, JoinHandle},
    sleep::{Sleep, elapsed, sleep},
    task::spawn,
    timeout::{Elapsed, timeout},
    yield_now::yield_now,
};
