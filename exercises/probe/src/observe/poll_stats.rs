//! The wrapper round an attempt: it counts and times the polls, and knows whether a
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

/// What is known of the attempt's polls.
#[derive(Default)]
pub(crate) struct PollStats {
    /// How many there were.
    pub(crate) count: usize,
    /// The longest one, by the machine's clock.
    pub(crate) longest: Duration,
    /// When the last one ended, on the virtual clock.
    pub(crate) last: Option<Instant>,
    bell: Option<Arc<Bell>>,
}

impl PollStats {
    /// Whether anybody but us still has a waker of the attempt.
    ///
    /// If nobody has, nobody will ever ask for another poll.
    pub(crate) fn waker_kept(&self) -> bool {
        self.bell.as_ref().is_some_and(|bell| Arc::strong_count(bell) > 1)
    }
}

/// A future whose polls are noted.
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
        let bell = this.polls.borrow_mut().bell(context.waker());
        let waker = Waker::from(bell);

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
    /// A waker whose clones can be counted, in front of the runtime's own.
    fn bell(&mut self, outer: &Waker) -> Arc<Bell> {
        match &self.bell {
            Some(bell) if bell.outer.will_wake(outer) => Arc::clone(bell),
            _ => {
                let bell = Arc::new(Bell { outer: outer.clone() });
                Arc::clone(self.bell.insert(bell))
            }
        }
    }
}

struct Bell {
    outer: Waker,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.outer.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.outer.wake_by_ref();
    }
}
