//! Each poll polls at most one step, so one extra poll is needed between the steps.

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
        let this = &mut *self;
        match this.a {
            None => {
                if let Poll::Ready(a) = Pin::new(&mut this.first).poll(context) {
                    this.a = Some(a);
                    context.waker().wake_by_ref();
                }
                Poll::Pending
            }
            Some(a) => Pin::new(&mut this.second).poll(context).map(|b| a + b),
        }
    }
}
