//! misconception: ready-can-be-asked-again
//! The code reads like the two awaits, line for line.

use crate::Step;
use std::{
    pin::Pin,
    task::{Context, Poll, ready},
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

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        let a = ready!(Pin::new(&mut self.first).poll(context));
        let b = ready!(Pin::new(&mut self.second).poll(context));
        Poll::Ready(a + b)
    }
}
