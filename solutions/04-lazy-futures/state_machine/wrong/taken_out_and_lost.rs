//! misconception: pending-without-waker
//! `ready!` is a short way to return a `Pending`. But when it returns, the state
//! that was taken out is dropped, together with the step that has the waker.

use crate::Step;
use std::{
    mem,
    pin::Pin,
    task::{Context, Poll, ready},
};

pub enum TwoSteps {
    First { first: Step, second: Step },
    Second { a: u32, second: Step },
    Done,
}

impl TwoSteps {
    pub fn new(first: Step, second: Step) -> Self {
        Self::First { first, second }
    }
}

impl Future for TwoSteps {
    type Output = u32;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        let this = self.get_mut();
        loop {
            match mem::replace(this, Self::Done) {
                Self::First { mut first, second } => {
                    let a = ready!(Pin::new(&mut first).poll(context));
                    *this = Self::Second { a, second };
                }
                Self::Second { a, mut second } => {
                    let b = ready!(Pin::new(&mut second).poll(context));
                    return Poll::Ready(a + b);
                }
                Self::Done => panic!("polled after it was ready"),
            }
        }
    }
}
