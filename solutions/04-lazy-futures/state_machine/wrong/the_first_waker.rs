//! misconception: first-waker-will-do
//! A future is polled by one task, so its waker is always the same, until something
//! else polls it.

use crate::Step;
use std::{
    pin::Pin,
    task::{Context, Poll, Waker, ready},
};

pub struct TwoSteps {
    first: Step,
    a: Option<u32>,
    second: Step,
    waker: Option<Waker>,
}

impl TwoSteps {
    pub fn new(first: Step, second: Step) -> Self {
        Self { first, a: None, second, waker: None }
    }
}

impl Future for TwoSteps {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        let waker =
            self.waker.get_or_insert_with(|| context.waker().clone()).clone();
        let mut context = Context::from_waker(&waker);
        if self.a.is_none() {
            self.a = Some(ready!(Pin::new(&mut self.first).poll(&mut context)));
        }
        let b = ready!(Pin::new(&mut self.second).poll(&mut context));
        Poll::Ready(self.a.expect("it has just been put there") + b)
    }
}
