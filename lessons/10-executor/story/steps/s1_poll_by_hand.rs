//! Step 1: poll by hand.
//!
//! A future does nothing until it is polled, so this executor polls it until it is ready.
//! Its waker does nothing, so it cannot tell when another poll is worthwhile: it is a busy
//! loop.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Runs `future` until it is ready.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return output;
        }
    }
}
