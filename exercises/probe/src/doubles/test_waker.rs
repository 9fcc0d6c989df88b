//! A waker that counts its wakes, and knows whether it is kept.

use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    task::{Context, Poll, Wake, Waker},
};

/// Stands for a task, as far as a task can be woken. Clones are the same task.
#[derive(Clone)]
pub struct TestWaker(Arc<Task>);

/// Wakers hold the inner `Arc` alone, so that they can be counted.
struct Task {
    inner: Arc<Inner>,
    taken: AtomicUsize,
}

struct Inner {
    wakes: AtomicUsize,
    on_wake: Option<Box<dyn Fn() + Send + Sync>>,
}

impl TestWaker {
    /// A task that nothing has woken.
    pub fn new() -> Self {
        Self::with(None)
    }

    /// The same, and each wake calls `on_wake` when it has been counted, on the thread
    /// that wakes.
    pub fn on_wake(on_wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self::with(Some(Box::new(on_wake)))
    }

    fn with(on_wake: Option<Box<dyn Fn() + Send + Sync>>) -> Self {
        let inner = Inner { wakes: AtomicUsize::new(0), on_wake };
        Self(Arc::new(Task { inner: Arc::new(inner), taken: AtomicUsize::new(0) }))
    }

    /// A waker of this task.
    pub fn waker(&self) -> Waker {
        Waker::from(Arc::clone(&self.0.inner))
    }

    /// Polls `future` as this task, with a waker that is dropped afterwards.
    pub fn poll<F: Future + ?Sized>(&self, future: Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(&self.waker()))
    }

    /// How often it was woken.
    pub fn wakes(&self) -> usize {
        self.0.inner.wakes.load(SeqCst)
    }

    /// How often it was woken since this was last called.
    pub fn take(&self) -> usize {
        let wakes = self.wakes();
        wakes - self.0.taken.swap(wakes, SeqCst)
    }

    /// How many of its wakers there are.
    pub fn retained(&self) -> usize {
        Arc::strong_count(&self.0.inner) - 1
    }

    /// Whether there is any waker of it. A pending task without one is never polled
    /// again.
    pub fn is_retained(&self) -> bool {
        self.retained() > 0
    }
}

impl Default for TestWaker {
    fn default() -> Self {
        Self::new()
    }
}

impl Wake for Inner {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.wakes.fetch_add(1, SeqCst);
        if let Some(on_wake) = &self.on_wake {
            on_wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TestWaker;
    use crate::Shared;
    use std::{
        future::{pending, ready},
        pin::pin,
        sync::mpsc,
        task::Poll,
    };

    #[test]
    fn every_wake_counts_however_it_is_called() {
        let task = TestWaker::new();
        let waker = task.waker();
        let clone = waker.clone();
        waker.wake_by_ref();
        waker.wake();
        assert_eq!((task.wakes(), task.take(), task.take()), (2, 2, 0));
        clone.wake();
        assert_eq!((task.wakes(), task.clone().take()), (3, 1));
    }

    #[test]
    fn only_wakers_keep_it() {
        let task = TestWaker::new();
        let _same = task.clone();
        assert!(!task.is_retained());
        let waker = task.waker();
        let _clone = waker.clone();
        assert_eq!(task.retained(), 2);
        drop(waker);
        assert!(task.is_retained());
    }

    #[test]
    fn a_poll_leaves_no_waker_behind() {
        let task = TestWaker::new();
        assert_eq!(task.poll(pin!(ready(7))), Poll::Ready(7));
        assert_eq!(task.poll(pin!(pending::<()>())), Poll::Pending);
        assert!(!task.is_retained());
    }

    #[test]
    fn a_wake_is_counted_before_it_is_told() {
        let (tell, told) = mpsc::channel();
        let itself = Shared::<Option<TestWaker>>::default();
        let seen = itself.clone();
        let task = TestWaker::on_wake(move || {
            tell.send(seen.get().map(|it| it.wakes())).unwrap();
        });
        itself.set(Some(task.clone()));
        assert!(told.try_recv().is_err());
        task.waker().wake();
        assert_eq!(told.try_recv(), Ok(Some(1)));
        assert_eq!(itself.take().map(|it| it.wakes()), Some(1));
    }
}
