//! A time limit for any future.

use crate::sleep::sleep;
use std::{fmt, future::poll_fn, pin::pin, task::Poll, time::Duration};

/// Waits for `future`, but only until `limit` has passed since this call, and then
/// drops it.
///
/// If the future becomes ready just as the time is up, its output wins.
///
/// # Errors
///
/// [`Elapsed`] if the time is up first.
///
/// # Panics
///
/// If no loop runs on this thread. Call it inside the future passed to `block_on`.
#[track_caller]
pub fn timeout<F: Future>(
    limit: Duration,
    future: F,
) -> impl Future<Output = Result<F::Output, Elapsed>> {
    let limit = sleep(limit);
    async move {
        let (mut future, mut limit) = (pin!(future), pin!(limit));
        poll_fn(|cx| match future.as_mut().poll(cx) {
            Poll::Ready(output) => Poll::Ready(Ok(output)),
            Poll::Pending => limit.as_mut().poll(cx).map(|()| Err(Elapsed)),
        })
        .await
    }
}

/// The time limit of a [`timeout`] has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elapsed;

impl fmt::Display for Elapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the time limit is over")
    }
}

impl std::error::Error for Elapsed {}
