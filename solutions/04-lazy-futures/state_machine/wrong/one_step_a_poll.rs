//! misconception: pending-without-waker
//! Each poll handles one step, and leaves the next one to the poll after it.

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
        match self.a {
            None => {
                if let Poll::Ready(a) = Pin::new(&mut self.first).poll(context) {
                    self.a = Some(a);
                }
                Poll::Pending
            }
            Some(a) => Pin::new(&mut self.second).poll(context).map(|b| a + b),
        }
    }
}
