//! For any two futures: the contents of a pinned box never move, so they need not be
//! `Unpin`. The first box is dropped when its future is ready.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

pub struct TwoSteps<A, B> {
    first: Option<Pin<Box<A>>>,
    sum: u32,
    second: Pin<Box<B>>,
}

impl<A, B> TwoSteps<A, B> {
    pub fn new(first: A, second: B) -> Self {
        Self { first: Some(Box::pin(first)), sum: 0, second: Box::pin(second) }
    }
}

impl<A, B> Future for TwoSteps<A, B>
where
    A: Future<Output = u32>,
    B: Future<Output = u32>,
{
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        if let Some(first) = &mut self.first {
            match first.as_mut().poll(context) {
                Poll::Ready(a) => self.sum = a,
                Poll::Pending => return Poll::Pending,
            }
            self.first = None;
        }
        let sum = self.sum;
        self.second.as_mut().poll(context).map(|b| sum + b)
    }
}
