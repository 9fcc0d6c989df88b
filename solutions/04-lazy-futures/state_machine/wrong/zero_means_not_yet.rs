//! tests-failed: and returns 0
//! The first number is stored, and 0 means that there is none yet. But a step may
//! return 0.

use crate::Step;
use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

pub struct TwoSteps {
    first: Step,
    a: u32,
    second: Step,
}

impl TwoSteps {
    pub fn new(first: Step, second: Step) -> Self {
        Self { first, a: 0, second }
    }
}

impl Future for TwoSteps {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        if self.a == 0 {
            self.a = ready!(Pin::new(&mut self.first).poll(context));
        }
        let b = ready!(Pin::new(&mut self.second).poll(context));
        Poll::Ready(self.a + b)
    }
}
