//! Three states, each with what it needs and nothing else, as the compiler makes
//! them.
//!
//! The number of the first step is kept and the step itself is gone, so that nobody
//! can poll it again. The loop goes on to the second step in the poll in which the
//! first is ready: no waker would be called for that. Taking the state out means to
//! put one back on every way out; to move a step is allowed because it is `Unpin`.

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
