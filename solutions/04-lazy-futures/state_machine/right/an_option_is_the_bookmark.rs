//! The states have no names: an `Option` with the first number says which step is
//! next.

use crate::Step;
use std::{
    pin::Pin,
    task::{Context, Poll, ready},
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
        if self.a.is_none() {
            self.a = Some(ready!(Pin::new(&mut self.first).poll(context)));
        }
        let b = ready!(Pin::new(&mut self.second).poll(context));
        Poll::Ready(self.a.expect("it has just been put there") + b)
    }
}
