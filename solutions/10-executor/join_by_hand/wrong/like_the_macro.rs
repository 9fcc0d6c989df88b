//! misconception: all-share-one-waker
//! This works like `join!`: every child that is not done is polled.

use crate::Child;
use std::{
    pin::Pin,
    task::{Context, Poll},
};

pub struct Join {
    first: Result<String, Child>,
    second: Result<String, Child>,
}

pub fn join(first: Child, second: Child) -> Join {
    Join { first: Err(first), second: Err(second) }
}

impl Future for Join {
    type Output = (String, String);

    fn poll(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Self::Output> {
        let this = &mut *self;
        for place in [&mut this.first, &mut this.second] {
            if let Err(child) = place
                && let Poll::Ready(answer) = child.as_mut().poll(context)
            {
                *place = Ok(answer);
            }
        }
        match (&this.first, &this.second) {
            (Ok(first), Ok(second)) => Poll::Ready((first.clone(), second.clone())),
            _ => Poll::Pending,
        }
    }
}
