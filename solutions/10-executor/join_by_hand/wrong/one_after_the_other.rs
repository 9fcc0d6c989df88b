//! misconception: awaits-in-sequence
//! Each child gets the join's own waker, which is enough as long as only one of them
//! is polled at a time.

use crate::Child;
use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

pub struct Join {
    first: Child,
    answer: Option<String>,
    second: Child,
}

pub fn join(first: Child, second: Child) -> Join {
    Join { first, answer: None, second }
}

impl Future for Join {
    type Output = (String, String);

    fn poll(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Self::Output> {
        if self.answer.is_none() {
            let answer = ready!(self.first.as_mut().poll(context));
            self.answer = Some(answer);
        }
        let second = ready!(self.second.as_mut().poll(context));
        let first = self.answer.take().expect("it has just been put there");
        Poll::Ready((first, second))
    }
}
