//! The second step is left to another poll, which this poll requests through the
//! waker. That costs one more turn of the event loop, but no wake is lost.

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

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        let Self { first, a, second } = self.get_mut();
        match *a {
            None => {
                if let Poll::Ready(number) = Pin::new(first).poll(context) {
                    *a = Some(number);
                    context.waker().wake_by_ref();
                }
                Poll::Pending
            }
            Some(a) => Pin::new(second).poll(context).map(|b| a + b),
        }
    }
}
