//! A future that is dropped while it is paused.

use stage::say;
use std::task::{Context, Waker};
use tokio::task::yield_now;

/// Polls a future to its pause, and drops it there. Unlike `pin!`, `Box::pin` returns a
/// future that can be dropped before the end of the block.
pub(crate) fn polled_once() {
    let mut future = Box::pin(coffee());
    let first = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    say!("poll 1: {first:?}");
    drop(future);
    say!("dropped: nothing more will come");
}

async fn coffee() {
    let _cup = Cup;
    say!("the coffee is on");
    yield_now().await;
    say!("the coffee is ready");
}

/// A guard that the future owns while it is paused.
struct Cup;

impl Drop for Cup {
    fn drop(&mut self) {
        say!("the cup is put away");
    }
}
