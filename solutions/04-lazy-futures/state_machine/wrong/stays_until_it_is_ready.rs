//! misconception: blocking-is-waiting
//! After `first.await`, the next line has the value, so this loop runs until the
//! value is ready.

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

fn wait_for(step: &mut Step, context: &mut Context<'_>) -> u32 {
    loop {
        if let Poll::Ready(number) = Pin::new(&mut *step).poll(context) {
            return number;
        }
    }
}

impl Future for TwoSteps {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        let a = wait_for(&mut self.first, context);
        let b = wait_for(&mut self.second, context);
        Poll::Ready(a + b)
    }
}
