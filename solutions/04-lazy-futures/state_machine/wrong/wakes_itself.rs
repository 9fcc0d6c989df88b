//! misconception: waking-myself-is-waiting
//! A future that isn't ready must make sure that it is polled again.

use crate::Step;
use std::{
    pin::Pin,
    task::{Context, Poll},
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

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        if let Some(a) = self.a {
            if let Poll::Ready(b) = Pin::new(&mut self.second).poll(context) {
                return Poll::Ready(a + b);
            }
        } else if let Poll::Ready(a) = Pin::new(&mut self.first).poll(context) {
            self.a = Some(a);
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }
}
