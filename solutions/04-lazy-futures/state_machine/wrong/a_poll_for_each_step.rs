//! tests-failed: polls of `TwoSteps`
//! When the first step is ready, it asks for another poll instead of polling the second
//! step in this one.

use crate::Step;
use std::{
    pin::Pin,
    task::{Context, Poll},
};

pub struct TwoSteps {
    first: Step,
    second: Step,
    a: Option<u32>,
}

impl TwoSteps {
    pub fn new(first: Step, second: Step) -> Self {
        Self { first, second, a: None }
    }
}

impl Future for TwoSteps {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        let Some(a) = self.a else {
            if let Poll::Ready(a) = Pin::new(&mut self.first).poll(context) {
                self.a = Some(a);
                context.waker().wake_by_ref();
            }
            return Poll::Pending;
        };
        Pin::new(&mut self.second).poll(context).map(|b| a + b)
    }
}
