//! # Two awaits by hand
//!
//! **build, 20 minutes**
//!
//! The compiler turns this function into a future with a `poll` method:
//!
//! ```rust,ignore
//! async fn two_steps(first: Step, second: Step) -> u32 {
//!     let a = first.await;
//!     let b = second.await;
//!     a + b
//! }
//! ```
//!
//! Write that future by hand, without `async` or `.await`.
//! What must `TwoSteps` remember from one poll to the next?
//! You may change its fields or make it an enum, but keep
//! `TwoSteps::new(first, second)`.
//!
//! **Given:** `Step` is a future whose output is a `u32`. It is `Unpin`, so you can
//! poll it with `Pin::new(&mut step).poll(context)`.
//!
//! **Judged:** by comparison with the function above, with steps that wait once,
//! several times, or not at all:
//! - the result is the same sum (a step may return 0), ready at the same time
//! - each step is polled as often as in the function above, and the second step is
//!   first polled at the instant when the first one becomes ready (an extra poll of
//!   `TwoSteps` in between is fine)
//! - `new` polls nothing, and a step that has returned `Ready` is not polled again
//! - a step gets the waker of the latest poll, even if earlier wakers were different
//!
//! The check does not read your code. An async block in a box would pass, but then
//! the compiler would have done the exercise for you.
//!
//! **Taught in:** lessons/04-lazy-futures, "Lazy futures".

use crate::Step;
use std::{
    pin::Pin,
    task::{Context, Poll},
};

pub struct TwoSteps {
    first: Step,
    second: Step,
}

impl TwoSteps {
    pub fn new(first: Step, second: Step) -> Self {
        Self { first, second }
    }
}

impl Future for TwoSteps {
    type Output = u32;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        // TODO: poll the step whose turn it is, and return the sum at the end.
        todo!("one step after the other")
    }
}
