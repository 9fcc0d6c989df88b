//! # Ten thousand timers                                       build, 25 minutes
//!
//! Before a loop parks, it asks its timers for how long; when that time has come,
//! they wake whoever waits for it. Write them, and the future that sets a timer.
//!
//! Given: `Instant`, a time on the loop's clock. It is `Copy`, and can be compared,
//! hashed and printed, no more. The loop says what time it is, by `fire`. The fields
//! of both types are yours.
//! Judged, without a look at them:
//! - `fire` wakes all whose deadline is `now` or earlier, once, and nobody else: by
//!   their deadlines, and those of one deadline in the order in which they were made,
//!   or first polled.
//! - A sleep has one timer, however often it is polled, and that wakes the waker of
//!   its latest poll.
//! - A sleep that is dropped leaves nothing behind: it is not woken, the loop does
//!   not park for it, and nobody keeps its waker.
//! - What a waker does is up to it: it may set a timer at once, or cancel one.
//! - Ten thousand sleeps: how often instants are compared is counted, and to look
//!   through a list of all of them for each is too often.
//!
//! Taught in lessons/10-executor, "An event loop, by hand".

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

    /// The deadline for which the loop may park, if anybody waits for one.
    pub fn next_deadline(&self) -> Option<Instant> {
        todo!("the earliest of all")
    }

    /// Wakes whoever is due, for it is `now`.
    pub fn fire(&self, now: Instant) {
        todo!("whoever is due at {now}")
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
