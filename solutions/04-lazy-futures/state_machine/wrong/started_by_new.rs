//! tests-failed: is polled before
//! A task does all the work. But the task starts before this future is polled, and
//! continues even if this future is dropped.

use crate::Step;
use std::{
    pin::Pin,
    task::{Context, Poll},
};
use tokio::task::JoinHandle;

pub struct TwoSteps {
    sum: JoinHandle<u32>,
}

impl TwoSteps {
    pub fn new(first: Step, second: Step) -> Self {
        Self { sum: tokio::spawn(async { first.await + second.await }) }
    }
}

impl Future for TwoSteps {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        let sum = Pin::new(&mut self.sum).poll(context);
        sum.map(|sum| sum.expect("a step does not panic"))
    }
}
