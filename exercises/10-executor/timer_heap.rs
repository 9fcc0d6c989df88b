//! # Ten thousand timers
//!
//! **build, 25 minutes**
//!
//! Before an event loop parks, it asks its timers for the next deadline. At that
//! time, the timers wake the tasks that wait for it. Write the timers, and the
//! future that sets one.
//!
//! **Given:** `Instant`, a time on the loop's clock. It is `Copy`, and can be
//! compared, hashed, and printed. Both structs may have any fields, and are used on
//! one thread.
//!
//! ```
//! impl Timers {
//!     pub fn new() -> Self;
//!     pub fn sleep_until(&self, at: Instant) -> Sleep;
//!     pub fn next_deadline(&self) -> Option<Instant>; // of the sleeps that are set
//!     pub fn fire(&self, now: Instant); // `now` is the loop's current time
//! }
//! ```
//!
//! A sleep is set when it is created or when it is first polled: choose one.
//!
//! **Judged:**
//!
//! - `fire` wakes every sleep whose deadline is `now` or earlier, once, and no other
//!   sleep. It wakes them in the order of their deadlines, and sleeps with the same
//!   deadline in the order in which they were set.
//! - A sleep is `Pending` before its deadline. Once it has been woken, it is `Ready`.
//!   If its deadline has passed when it is set, it is `Ready` at its first poll, or
//!   the next `fire` wakes it.
//! - A sleep has one timer, no matter how often it is polled. The timer calls the
//!   waker of the latest poll.
//! - A dropped sleep leaves nothing behind: it is not woken, it is not the next
//!   deadline, and its waker is not kept.
//! - A waker that `fire` calls may set and cancel timers. A sleep that is dropped
//!   during the very call to `fire` that would wake it may still be woken.
//! - Two `Timers` are independent of each other.
//! - With up to 10,000 sleeps set at a time, instants are compared at most 300 times
//!   per sleep, on average. Searching a list of all sleeps for each sleep takes more
//!   comparisons.
//!
//! **Taught in:** lessons/10-executor, "An event loop, by hand".

use crate::Instant;
use std::{
    pin::Pin,
    task::{Context, Poll},
};

/// The timers of an event loop.
pub struct Timers {}

// TODO: set timers, fire them, and remove them when their sleep is dropped.
impl Timers {
    pub fn new() -> Self {
        Self {}
    }

    /// A future that becomes ready when `fire` is called with `at` or a later
    /// time.
    pub fn sleep_until(&self, at: Instant) -> Sleep {
        todo!("a sleep until {at}")
    }

    /// Returns the earliest deadline of all sleeps that are set. The loop parks
    /// until then.
    pub fn next_deadline(&self) -> Option<Instant> {
        todo!("the earliest deadline")
    }

    /// Wakes the sleeps that are due at `now`.
    pub fn fire(&self, now: Instant) {
        todo!("wake the sleeps that are due at {now}")
    }
}

/// The future of [`Timers::sleep_until`].
pub struct Sleep {}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        todo!("set the timer, or see that the time has come")
    }
}
