//! Act 1: a future that is ready at its third poll.

use crate::steps::s1_poll_by_hand::block_on;
use stage::say;
use std::pin::Pin;
use std::task::{Context, Poll};

pub(crate) fn polled_by_hand() {
    let answer = block_on(Countdown { left: 2 });
    say!("block_on returns {answer:?}, and never slept");
}

/// A future that is ready after enough polls. It does not wait for anything.
struct Countdown {
    left: u32,
}

impl Future for Countdown {
    type Output = &'static str;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        if self.left == 0 {
            say!("poll: Ready");
            return Poll::Ready("liftoff");
        }
        say!("poll: Pending, {} to go", self.left);
        self.left -= 1;
        Poll::Pending
    }
}
