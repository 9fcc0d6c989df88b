//! misconception: first-waker-will-do
//! A waker belongs to a step, so it is stored with the step at the step's first poll.

use crate::Step;
use std::{
    pin::Pin,
    task::{Context, Poll, Waker},
};

struct Waiting {
    step: Step,
    waker: Option<Waker>,
    result: Option<u32>,
}

impl Waiting {
    fn new(step: Step) -> Self {
        Self { step, waker: None, result: None }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<u32> {
        if let Some(number) = self.result {
            return Poll::Ready(number);
        }
        let waker = self.waker.get_or_insert_with(|| context.waker().clone());
        let result = Pin::new(&mut self.step).poll(&mut Context::from_waker(waker));
        if let Poll::Ready(number) = result {
            self.result = Some(number);
        }
        result
    }
}

pub struct TwoSteps {
    first: Waiting,
    second: Waiting,
}

impl TwoSteps {
    pub fn new(first: Step, second: Step) -> Self {
        Self { first: Waiting::new(first), second: Waiting::new(second) }
    }
}

impl Future for TwoSteps {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        let Poll::Ready(a) = self.first.poll(context) else {
            return Poll::Pending;
        };
        self.second.poll(context).map(|b| a + b)
    }
}
