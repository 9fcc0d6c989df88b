//! Yields, so that other tasks are polled first.

use std::{future::poll_fn, mem, task::Poll};

/// A future that is ready at its second poll, so that the tasks that are ready now are polled
/// first.
///
/// It wakes its own task and returns `Pending`, so it works on any executor.
pub fn yield_now() -> impl Future<Output = ()> + Unpin {
    let mut has_yielded = false;
    poll_fn(move |cx| {
        if mem::replace(&mut has_yielded, true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
}
