//! A future that says when it is polled, what the poll returns, and when it is woken.
//!
//! Each poll passes a waker. A future that is not ready stores the waker, which is
//! called when another poll makes sense. `Traced` passes its own waker, which
//! reports each call and then calls the original.

use crate::watch::Watch;
use stage::say;
use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
};

/// A future with a name. It is boxed, so that it does not move once it has been polled.
pub(crate) struct Traced<F> {
    name: &'static str,
    future: Pin<Box<F>>,
    watch: Watch,
}

impl<F: Future> Traced<F> {
    pub(crate) fn new(name: &'static str, watch: &Watch, future: F) -> Self {
        Self { name, future: Box::pin(future), watch: watch.clone() }
    }
}

impl<F: Future> Future for Traced<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let name = self.name;
        self.watch.polled();
        say!("poll {name}");
        let waker = TracedWaker { name, inner: context.waker().clone() };
        let waker = Waker::from(Arc::new(waker));
        let poll = self.future.as_mut().poll(&mut Context::from_waker(&waker));
        say!("{name}: {}", if poll.is_ready() { "Ready" } else { "Pending" });
        poll
    }
}

/// A waker that says when it is called, and then calls another waker.
struct TracedWaker {
    name: &'static str,
    inner: Waker,
}

impl Wake for TracedWaker {
    fn wake(self: Arc<Self>) {
        say!("wake {}", self.name);
        self.inner.wake_by_ref();
    }
}
