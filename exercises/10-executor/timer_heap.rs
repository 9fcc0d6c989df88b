//! # Ten thousand timers
//!
//! **build, 25 minutes**
//!
//! Before an event loop parks, it asks its timers how long it may. When that time has
//! come, the timers wake the tasks that wait for it. Write the timers, and the future
//! that sets one.
//!
//! **Given:** `Instant`, a time on the loop's clock. It is `Copy`, and can be compared,
//! hashed, and printed, and nothing else. The argument of `fire` is the loop's current
//! time. Both structs may have any fields.
//!
//! **Judged**, without a look at the fields:
//! - `fire` wakes every sleep whose deadline is `now` or earlier, once, and no other
//!   sleep. It wakes them in the order of their deadlines, and sleeps with the same
//!   deadline in the order in which they were made or first polled.
//! - A sleep has one timer, however often it is polled. The timer wakes the waker of
//!   the sleep's latest poll.
//! - A sleep that is dropped leaves nothing behind: it is not woken, the loop does not
//!   park for it, and its waker is not kept.
//! - A waker may do anything when it is called, such as set or cancel a timer.
//! - With ten thousand sleeps, it is counted how often instants are compared. At most
//!   300 comparisons per sleep are allowed; a search through a list of all sleeps for
//!   each of them takes more.
//!
//! **Taught in:** lessons/10-executor, "An event loop, by hand".

use crate::Instant;
use std::{
    pin::Pin,
    task::{Context, Poll},
};

/// The timers of one loop.
pub struct Timers {}

// TODO: set timers, fire them, and take them back when their sleep is dropped.
impl Timers {
    pub fn new() -> Self {
        Self {}
    }

    /// A future that is ready when `fire` has been called with `at`, or a later
    /// time.
    pub fn sleep_until(&self, at: Instant) -> Sleep {
        todo!("a sleep until {at}")
    }

    /// The deadline until which the loop may park, if a sleep is set.
    pub fn next_deadline(&self) -> Option<Instant> {
        todo!("the earliest of all")
    }

    /// Wakes the sleeps that are due at `now`.
    pub fn fire(&self, now: Instant) {
        todo!("wake the sleeps that are due at {now}")
    }
}

/// A future of [`Timers::sleep_until`].
pub struct Sleep {}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        todo!("set the timer, or see that the time has come")
    }
}
