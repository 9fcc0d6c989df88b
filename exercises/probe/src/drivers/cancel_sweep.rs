//! Drops an attempt at each of its suspensions in turn: what it leaves behind must be
//! right wherever it is canceled.

use crate::{
    End, Observed,
    observe::{Afterwards, watch},
};
use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

/// Each suspension costs a run up to it, so that the work grows with the square.
const MOST: usize = 1000;

/// Observes attempts, the first dropped right after its first suspension (its first
/// `Pending`), the next right after its second, and so on, until one is over before.
/// Returns how many suspensions there are.
///
/// `make` makes the attempts, all alike and each with whatever it works on of its own.
/// It is called outside of the runtime, so that a timer must be made in an `async`
/// block. `judge` looks at each when it is over, together with the number of the
/// suspension after which it was to be dropped: its output is `None` if it was, and
/// `Some` if it was done before. That one, or one that is stuck or panicked, is the
/// last.
///
/// Every field of [`Observed`] tells of the time up to the drop. Then tasks that the
/// attempt spawned have a virtual minute to come to their own end, before `judge` is
/// called.
///
/// # Panics
///
/// If an attempt is not done after a thousand suspensions: no exercise needs as many.
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
        let observed = watch(attempt, Afterwards::Settles);
        judge(suspension, &observed);
        if !matches!(observed.end, End::Done(None)) {
            return suspension - 1;
        }
        if suspension == MOST {
            let measured = format!(
                "it was suspended {MOST} times without finishing: it may be waking \
                 itself over and over"
            );
            observed.reject(None, measured);
        }
        observed.unreported();
    }
    unreachable!("it ends with `MOST` at the latest")
}

/// A future that is given up when it has been suspended so often. The task that it is
/// drops it as soon as it is ready, within the same poll.
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
