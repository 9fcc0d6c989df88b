//! The current step is the front of a queue. A step that is ready leaves the queue
//! and is never polled again. This works for any number of steps.

use crate::Step;
use std::{
    collections::VecDeque,
    pin::Pin,
    task::{Context, Poll, ready},
};

pub struct TwoSteps {
    steps: VecDeque<Step>,
    sum: u32,
}

impl TwoSteps {
    pub fn new(first: Step, second: Step) -> Self {
        Self { steps: VecDeque::from([first, second]), sum: 0 }
    }
}

impl Future for TwoSteps {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        while let Some(step) = self.steps.front_mut() {
            let number = ready!(Pin::new(step).poll(context));
            self.sum += number;
            self.steps.pop_front();
        }
        Poll::Ready(self.sum)
    }
}
