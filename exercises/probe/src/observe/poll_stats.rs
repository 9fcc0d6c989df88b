//! The wrapper around an attempt. It counts and times the polls, and knows whether a
//! waker was kept.

use std::{
    cell::RefCell,
    future::Future,
    pin::Pin,
    rc::Rc,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};
use tokio::time::Instant;

/// Statistics about an attempt's polls.
#[derive(Default)]
pub(crate) struct PollStats {
    /// How many polls there were.
    pub(crate) count: usize,
    /// The longest poll, in real time.
    pub(crate) longest: Duration,
    /// The virtual time at which the last poll ended.
    pub(crate) last: Option<Instant>,
    waker: Option<Arc<CountedWaker>>,
}

impl PollStats {
    /// Whether any clone of the attempt's waker still exists outside these statistics.
    /// Without a waker, nothing can ask for another poll.
    pub(crate) fn waker_kept(&self) -> bool {
        self.waker.as_ref().is_some_and(|waker| Arc::strong_count(waker) > 1)
    }
}

/// A future whose polls are recorded.
pub(crate) struct Measured<F> {
    future: Pin<Box<F>>,
    polls: Rc<RefCell<PollStats>>,
}

impl<F> Measured<F> {
    pub(crate) fn new(future: F, polls: Rc<RefCell<PollStats>>) -> Self {
        Self { future: Box::pin(future), polls }
    }
}

impl<F: Future> Future for Measured<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.get_mut();
        let waker = Waker::from(this.polls.borrow_mut().waker(context.waker()));

        let begun = std::time::Instant::now();
        let poll = this.future.as_mut().poll(&mut Context::from_waker(&waker));
        let mut polls = this.polls.borrow_mut();
        polls.count += 1;
        polls.longest = polls.longest.max(begun.elapsed());
        polls.last = Some(Instant::now());
        poll
    }
}

impl PollStats {
    /// A waker that forwards to the runtime's waker, and whose clones can be counted.
    fn waker(&mut self, outer: &Waker) -> Arc<CountedWaker> {
        match &self.waker {
            Some(waker) if waker.outer.will_wake(outer) => Arc::clone(waker),
            _ => {
                let waker = Arc::new(CountedWaker { outer: outer.clone() });
                Arc::clone(self.waker.insert(waker))
            }
        }
    }
}

struct CountedWaker {
    outer: Waker,
}

impl Wake for CountedWaker {
    fn wake(self: Arc<Self>) {
        self.outer.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.outer.wake_by_ref();
    }
}
