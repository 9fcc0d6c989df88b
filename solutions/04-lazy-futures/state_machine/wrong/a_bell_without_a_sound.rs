//! misconception: pending-without-waker
//! The lesson polls with `Waker::noop()`, and so does this future.

use crate::Step;
use std::{
    pin::Pin,
    task::{Context, Poll, Waker, ready},
};

pub struct TwoSteps {
    first: Step,
    a: Option<u32>,
    second: Step,
}

impl TwoSteps {
    pub fn new(first: Step, second: Step) -> Self {
        Self { first, a: None, second }
    }
}

impl Future for TwoSteps {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<u32> {
        let mut context = Context::from_waker(Waker::noop());
        if self.a.is_none() {
            self.a = Some(ready!(Pin::new(&mut self.first).poll(&mut context)));
        }
        let b = ready!(Pin::new(&mut self.second).poll(&mut context));
        Poll::Ready(self.a.expect("it has just been put there") + b)
    }
}
