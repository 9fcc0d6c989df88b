//! misconception: awaits-in-sequence
//! There are two futures to finish, so each poll polls both.

use crate::Step;
use std::{
    pin::Pin,
    task::{Context, Poll},
};

pub struct TwoSteps {
    first: Step,
    second: Step,
    a: Option<u32>,
    b: Option<u32>,
}

impl TwoSteps {
    pub fn new(first: Step, second: Step) -> Self {
        Self { first, second, a: None, b: None }
    }
}

impl Future for TwoSteps {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        if self.a.is_none()
            && let Poll::Ready(a) = Pin::new(&mut self.first).poll(context)
        {
            self.a = Some(a);
        }
        if self.b.is_none()
            && let Poll::Ready(b) = Pin::new(&mut self.second).poll(context)
        {
            self.b = Some(b);
        }
        match (self.a, self.b) {
            (Some(a), Some(b)) => Poll::Ready(a + b),
            _ => Poll::Pending,
        }
    }
}
