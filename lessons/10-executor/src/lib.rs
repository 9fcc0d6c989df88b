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
//! 2. **Park.** If the ready queue is empty, the thread sleeps until a socket changes,
//!    another thread wakes a task, or the first timer is due; the virtual clock jumps to the
//!    first timer instead. If tasks are ready, the loop only has a look.
//! 3. **Wake.** Who was waited for puts tasks back into the ready queue: first sockets that
//!    have changed, then the wakes of other threads, then timers that are due.
//!
//! # What happens when
//!
//! - A wake never polls. It puts the task into the ready queue, once, however often the task
//!   is woken before its poll. Woken within its poll, it is polled again, after the others.
//! - Any thread may wake, at any time: a wake of a task that is done, or of a loop that is
//!   over, does nothing.
//! - Dropping a [`Sleep`] or a socket takes effect at once, also within a poll.
//!   [`JoinHandle::abort`] marks a task; the loop drops it when it is the task's turn.
//! - A task that panics is done, and its [`JoinHandle`] has the panic. A panic of the future
//!   of `block_on` is a panic of `block_on`.
//! - When the future of `block_on` is ready, the tasks that are left are dropped. They have
//!   no loop any more by then: what is dropped can wake and abort, but not spawn.
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
