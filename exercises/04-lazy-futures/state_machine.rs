//! # Two awaits by hand                                       build, 20 minutes
//!
//! The compiler makes a value with a `poll` of this:
//!
//!     async fn two_steps(first: Step, second: Step) -> u32 {
//!         let a = first.await;
//!         let b = second.await;
//!         a + b
//!     }
//!
//! Do its work: write that `poll` without `async` and `.await`. What must `TwoSteps`
//! remember between two polls?
//!
//! Given: a `Step` is a future that gives a number. As it is `Unpin`, this polls it:
//! `Pin::new(&mut step).poll(context)`. Give `TwoSteps` other fields, or make it an
//! enum; only `TwoSteps::new(first, second)` must stay.
//! Judged beside the function above, on steps that wait once, often, or not at all:
//! the same sum at the same time, and each step polled when and as often as there.
//! Nobody looks into your `poll`: a box with an async block in it would pass, and
//! would have the compiler do the exercise.
//! Taught in lessons/04-lazy-futures, "Lazy futures".

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
