//! An event loop on one thread: tasks, timers and sockets, in code for an evening.
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
//! [`block_on`] turns the loop until its future is ready. One turn is three phases, always
//! in this order:
//!
//! 1. **Poll.** Tasks leave the ready queue, first in, first out, and each is polled once;
//!    at most 64 of them, so that a crowd cannot keep the loop from the next phases.
//! 2. **Park.** If the ready queue is empty, the thread sleeps until the first timer is due,
//!    a socket is ready, or another thread wakes a task. The virtual clock jumps to the
//!    first timer instead. If tasks are ready, this phase only has a look.
//! 3. **Wake.** Whoever was waited for puts tasks back into the ready queue: first timers
//!    that are due, then sockets that are ready, then the wakes of other threads.
//!
//! # Who is called when
//!
//! - A wake never polls. It puts the task into the ready queue, once, however often the
//!   task is woken before its poll.
//! - A task that is woken within its own poll is polled again, after the others.
//! - Dropping a future, a [`Sleep`] or a socket takes effect at once, also within a poll.
//! - [`JoinHandle::abort`] marks a task; the loop drops it when it is its turn.
//! - A task that panics is done; the panic reaches its [`JoinHandle`].
//! - When the future of `block_on` is ready, the tasks that are left are dropped, in the
//!   order of their places, and what they spawn while they are dropped is dropped too.
//! - `block_on` within a poll panics: it would stop the loop that polls.

mod clock;
mod current;
mod deadlock;
mod event_loop;
mod join_all;
mod join_handle;
pub mod net;
mod reactor;
mod ready;
mod sleep;
mod task;
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
