//! Cancels an attempt at each of its suspension points in turn. No matter where the
//! attempt is canceled, what it leaves behind must be right.

use crate::{
    End, Observed,
    observe::{Cleanup, observe_with},
};
use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

/// Attempts at exercises don't suspend this often. The limit is needed because the
/// total work grows with the square of the number of suspensions.
const MAX_SUSPENSIONS: usize = 1000;

/// Observes a series of attempts: the first is dropped right after its first suspension
/// (its first `Pending`), the second right after its second suspension, and so on,
/// until an attempt finishes before it would be dropped. Returns the number of
/// suspensions in a complete run.
///
/// `make` creates the attempts. They must all behave the same and share no state. `make`
/// is called outside the runtime, so timers must be created inside an `async` block.
///
/// `judge` is called for each attempt with the number of the suspension after which it
/// should be dropped, from 1. The observed output is `None` if the attempt was dropped,
/// and `Some` if it finished first. The sweep ends with an attempt that finishes,
/// panics, or is stuck.
///
/// All fields of [`Observed`] describe the time up to the drop. After the drop, tasks
/// that the attempt spawned have a virtual minute to finish before `judge` is called.
///
/// # Panics
///
/// Rejects an attempt that does not finish within 1,000 suspensions.
pub fn cancel_sweep<F>(
    mut make: impl FnMut() -> F,
    mut judge: impl FnMut(usize, &Observed<Option<F::Output>>),
) -> usize
where
    F: Future<Output: 'static> + 'static,
{
    for suspension in 1.. {
        let future = Box::pin(make());
        let attempt = Canceled { future, suspensions_left: suspension };
        let observed = observe_with(attempt, Cleanup::LetTasksFinish);
        judge(suspension, &observed);
        if !matches!(observed.end, End::Done(None)) {
            return suspension - 1;
        }
        if suspension == MAX_SUSPENSIONS {
            let measured = format!(
                "it was suspended {MAX_SUSPENSIONS} times without finishing: it may be \
                 waking itself over and over"
            );
            observed.reject(None, measured);
        }
        observed.unreported();
    }
    unreachable!("the sweep ends at `MAX_SUSPENSIONS` at the latest")
}

/// A future that ends early, with `None`, after a given number of suspensions. Its task
/// then drops the inner future within the same poll.
struct Canceled<F> {
    future: Pin<Box<F>>,
    suspensions_left: usize,
}

impl<F: Future> Future for Canceled<F> {
    type Output = Option<F::Output>;

    fn poll(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<F::Output>> {
        if let Poll::Ready(output) = self.future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        self.suspensions_left -= 1;
        if self.suspensions_left == 0 { Poll::Ready(None) } else { Poll::Pending }
    }
}
