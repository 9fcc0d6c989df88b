//! Three states, each with only what it needs, as in the future that the compiler
//! makes.
//!
//! When the first step is ready, its number is kept and the step itself is dropped,
//! so it can't be polled again. The loop continues with the second step in the same
//! poll, because no waker would be called for it. `mem::replace` takes the state
//! out, so a state must be put back before `Pending` is returned. Moving a step is
//! allowed because it is `Unpin`.

use crate::Step;
use std::{
    mem,
    pin::Pin,
    task::{Context, Poll},
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
                    let Poll::Ready(a) = Pin::new(&mut first).poll(context) else {
                        *this = Self::First { first, second };
                        return Poll::Pending;
                    };
                    *this = Self::Second { a, second };
                }
                Self::Second { a, mut second } => {
                    let Poll::Ready(b) = Pin::new(&mut second).poll(context) else {
                        *this = Self::Second { a, second };
                        return Poll::Pending;
                    };
                    return Poll::Ready(a + b);
                }
                Self::Done => panic!("`TwoSteps` polled after completion"),
            }
        }
    }
}
