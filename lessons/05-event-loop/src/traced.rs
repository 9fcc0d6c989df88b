//! A future that tells when it is polled, what it answers, and when it is woken.
//!
//! A poll brings a waker. A future that is not ready keeps it, to be called when another
//! poll makes sense. `Traced` puts its own in between, which speaks and passes the call on.

use crate::watch::Watch;
use stage::say;
use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
};

/// A future with a name, boxed so that it stays where it is while it is polled.
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
        let bell = Arc::new(Bell { name, rings: context.waker().clone() });
        let waker = Waker::from(bell);
        let answer = self.future.as_mut().poll(&mut Context::from_waker(&waker));
        say!("{name}: {}", if answer.is_ready() { "Ready" } else { "Pending" });
        answer
    }
}

/// A waker that speaks.
struct Bell {
    name: &'static str,
    rings: Waker,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        say!("wake {}", self.name);
        self.rings.wake_by_ref();
    }
}
