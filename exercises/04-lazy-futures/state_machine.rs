//! # Two awaits by hand
//!
//! **build, 20 minutes**
//!
//! From this function, the compiler makes a value with a `poll` method:
//!
//! ```rust,ignore
//! async fn two_steps(first: Step, second: Step) -> u32 {
//!     let a = first.await;
//!     let b = second.await;
//!     a + b
//! }
//! ```
//!
//! Do the compiler's work: write that `poll` without `async` and `.await`.
//! What must `TwoSteps` remember between two polls?
//! You may give it other fields, or make it an enum.
//! Only `TwoSteps::new(first, second)` must stay.
//!
//! **Given:** a `Step` is a future whose output is a `u32`. It is `Unpin`, so this
//! polls it: `Pin::new(&mut step).poll(context)`.
//!
//! **Judged:** against the function above, with steps that wait once, several times,
//! or not at all: the same sum at the same time, and each step is polled at the same
//! times and as often as there.
//! The check does not read your `poll`: a box with an async block in it would pass,
//! but then the compiler would have done the exercise.
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
        // TODO: poll the step whose turn it is, and give the sum at the end.
        todo!("one step after the other")
    }
}
