//! A future that a check controls, and that knows how it is treated.

use crate::Shared;
use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    },
    task::{Context, Poll, Waker},
};

/// Controls a future that waits until the check says so. Clones control the same one.
#[derive(Clone, Debug)]
pub struct TestFuture<T>(Arc<Inner<T>>);

struct Inner<T> {
    output: T,
    /// The number of the first poll that returns `Ready`.
    ready_at: AtomicUsize,
    on_poll: Shared<Option<OnPoll<T>>>,
    /// That of the latest poll.
    waker: Shared<Option<Waker>>,
    polls: AtomicUsize,
    is_done: AtomicBool,
    is_polled_again: AtomicBool,
    is_dropped: AtomicBool,
}

type OnPoll<T> = Arc<dyn Fn(&TestFuture<T>, usize) + Send + Sync>;

impl<T: Clone> TestFuture<T> {
    /// A future with this output, which waits.
    pub fn new(output: T) -> Self {
        Self(Arc::new(Inner {
            output,
            ready_at: AtomicUsize::new(usize::MAX),
            on_poll: Shared::default(),
            waker: Shared::default(),
            polls: AtomicUsize::new(0),
            is_done: AtomicBool::new(false),
            is_polled_again: AtomicBool::new(false),
            is_dropped: AtomicBool::new(false),
        }))
    }

    /// The future itself, to be given away: once.
    pub fn future(&self) -> impl Future<Output = T> + use<T> {
        Controlled(self.clone())
    }

    /// From now on, each poll calls this, with the number of the poll, which counts
    /// from 1.
    pub fn on_poll(&self, on_poll: impl Fn(&Self, usize) + Send + Sync + 'static) {
        self.0.on_poll.set(Some(Arc::new(on_poll)));
    }

    /// Lets the next poll return `Ready`, or this one, from [`TestFuture::on_poll`].
    /// Wakes nothing.
    pub fn get_ready(&self) {
        self.ready_at(0);
    }

    /// Lets the poll with this number return `Ready`, which counts from 1. Wakes nothing.
    pub fn ready_at(&self, poll: usize) {
        self.0.ready_at.store(poll, SeqCst);
    }

    /// Wakes its own task in each of its first polls, so many times, and is ready in the
    /// next one.
    pub fn yields(&self, times: usize) {
        self.ready_at(times + 1);
        self.on_poll(move |it, poll| {
            if poll <= times {
                it.wake();
            }
        });
    }

    /// Gets ready and wakes its task.
    pub fn finish(&self) {
        self.get_ready();
        self.wake();
    }

    /// Calls the waker of its latest poll, by value, if there is one.
    pub fn wake(&self) {
        self.waker().into_iter().for_each(Waker::wake);
    }

    /// The waker of its latest poll. It is dropped with the future.
    pub fn waker(&self) -> Option<Waker> {
        self.0.waker.get()
    }

    /// How often it was polled.
    pub fn polls(&self) -> usize {
        self.0.polls.load(SeqCst)
    }

    /// Whether it was polled after it had returned `Ready`. Other futures may panic
    /// then; this one waits, so that the check can explain it.
    pub fn is_polled_again(&self) -> bool {
        self.0.is_polled_again.load(SeqCst)
    }

    /// Whether the future was dropped.
    pub fn is_dropped(&self) -> bool {
        self.0.is_dropped.load(SeqCst)
    }
}

impl<T> std::fmt::Debug for Inner<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TestFuture")
            .field("polls", &self.polls)
            .finish_non_exhaustive()
    }
}

struct Controlled<T>(TestFuture<T>);

impl<T: Clone> Future for Controlled<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let it = &self.0.0;
        let number = it.polls.fetch_add(1, SeqCst) + 1;
        // Not dropped under the lock: that may drop, or wake, whatever it holds.
        let old = it.waker.lock().replace(context.waker().clone());
        drop(old);
        if it.is_done.load(SeqCst) {
            it.is_polled_again.store(true, SeqCst);
            return Poll::Pending;
        }
        if let Some(on_poll) = it.on_poll.get() {
            on_poll(&self.0, number);
        }
        if number < it.ready_at.load(SeqCst) {
            return Poll::Pending;
        }
        it.is_done.store(true, SeqCst);
        Poll::Ready(it.output.clone())
    }
}

impl<T> Drop for Controlled<T> {
    fn drop(&mut self) {
        let it = &self.0.0;
        it.is_dropped.store(true, SeqCst);
        // A future has its waker in itself.
        drop(it.waker.take());
    }
}

#[cfg(test)]
mod tests {
    use super::TestFuture;
    use crate::TestWaker;
    use std::{pin::pin, task::Poll};

    #[test]
    fn it_waits_until_it_is_told_and_wakes_its_latest_waker() {
        let (control, [first, second]) =
            (TestFuture::new(7), [(); 2].map(|()| TestWaker::new()));
        let mut future = pin!(control.future());
        assert_eq!(first.poll(future.as_mut()), Poll::Pending);
        assert_eq!(second.poll(future.as_mut()), Poll::Pending);
        control.finish();
        assert_eq!((first.wakes(), second.wakes()), (0, 1));
        assert!(!first.is_retained());
        assert_eq!(second.poll(future.as_mut()), Poll::Ready(7));
        assert_eq!((control.polls(), control.is_polled_again()), (3, false));
    }

    #[test]
    fn a_poll_after_the_end_is_noted_and_waits() {
        let (control, task) = (TestFuture::new(()), TestWaker::new());
        let mut future = pin!(control.future());
        control.get_ready();
        assert_eq!(task.poll(future.as_mut()), Poll::Ready(()));
        assert_eq!(task.poll(future.as_mut()), Poll::Pending);
        assert!(control.is_polled_again());
        assert_eq!(task.wakes(), 0);
    }

    #[test]
    fn it_may_get_ready_and_wake_itself_within_a_poll() {
        let (control, task) = (TestFuture::new('a'), TestWaker::new());
        let mut future = pin!(control.future());
        control.on_poll(|it, number| match number {
            1 => it.wake(),
            _ => it.get_ready(),
        });
        assert_eq!(task.poll(future.as_mut()), Poll::Pending);
        assert_eq!(task.wakes(), 1);
        assert_eq!(task.poll(future.as_mut()), Poll::Ready('a'));
    }

    #[test]
    fn it_can_be_ready_at_a_certain_poll() {
        let (control, task) = (TestFuture::new('a'), TestWaker::new());
        let mut future = pin!(control.future());
        control.ready_at(3);
        let polls = [(); 3].map(|()| task.poll(future.as_mut()));
        assert_eq!(polls, [Poll::Pending, Poll::Pending, Poll::Ready('a')]);
        assert_eq!(task.wakes(), 0);
    }

    #[test]
    fn one_that_yields_wakes_itself_as_often() {
        let (control, task) = (TestFuture::new('a'), TestWaker::new());
        let mut future = pin!(control.future());
        control.yields(2);
        let polls = [(); 3].map(|()| (task.poll(future.as_mut()), task.take()));
        let expected =
            [(Poll::Pending, 1), (Poll::Pending, 1), (Poll::Ready('a'), 0)];
        assert_eq!(polls, expected);
    }

    #[test]
    fn a_dropped_future_keeps_no_waker() {
        let (control, task) = (TestFuture::new(()), TestWaker::new());
        let mut future = Box::pin(control.future());
        assert_eq!(task.poll(future.as_mut()), Poll::Pending);
        assert!(task.is_retained() && !control.is_dropped());
        drop(future);
        assert!(!task.is_retained() && control.is_dropped());
        control.finish();
        assert_eq!(task.wakes(), 0);
    }
}
