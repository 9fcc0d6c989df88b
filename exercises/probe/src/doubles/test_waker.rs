//! A waker that counts its wakes and its clones.

use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    task::{Context, Poll, Wake, Waker},
};

/// A task that can be woken, but does nothing. Clones refer to the same task.
#[derive(Clone)]
pub struct TestWaker(Arc<Task>);

/// Wakers hold only `inner`, so its reference count is the number of wakers plus one.
struct Task {
    inner: Arc<Inner>,
    /// The number of wakes before the last `take`.
    taken: AtomicUsize,
}

struct Inner {
    wakes: AtomicUsize,
    on_wake: Option<Box<dyn Fn() + Send + Sync>>,
}

impl TestWaker {
    /// A task that has not been woken.
    pub fn new() -> Self {
        Self::with(None)
    }

    /// A task whose wakers call `on_wake`, on the thread that wakes it, after counting the
    /// wake.
    pub fn on_wake(on_wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self::with(Some(Box::new(on_wake)))
    }

    fn with(on_wake: Option<Box<dyn Fn() + Send + Sync>>) -> Self {
        let inner = Inner { wakes: AtomicUsize::new(0), on_wake };
        Self(Arc::new(Task { inner: Arc::new(inner), taken: AtomicUsize::new(0) }))
    }

    /// A new waker for this task.
    pub fn waker(&self) -> Waker {
        Waker::from(Arc::clone(&self.0.inner))
    }

    /// Polls `future` as this task, with a waker that is dropped after the poll.
    pub fn poll<F: Future + ?Sized>(&self, future: Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(&self.waker()))
    }

    /// How often the task was woken.
    pub fn wakes(&self) -> usize {
        self.0.inner.wakes.load(SeqCst)
    }

    /// How often the task was woken since the last call of this method.
    pub fn take(&self) -> usize {
        let wakes = self.wakes();
        wakes - self.0.taken.swap(wakes, SeqCst)
    }

    /// How many wakers for this task exist.
    pub fn retained(&self) -> usize {
        Arc::strong_count(&self.0.inner) - 1
    }

    /// Whether any waker for this task exists. A pending task without one is never polled
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
    fn wakes_by_value_and_by_reference_count() {
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
    fn only_wakers_retain_the_task() {
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
    fn a_wake_is_counted_before_on_wake_is_called() {
        let (sender, receiver) = mpsc::channel();
        let itself = Shared::<Option<TestWaker>>::default();
        let clone = itself.clone();
        let task = TestWaker::on_wake(move || {
            sender.send(clone.get().map(|it| it.wakes())).unwrap();
        });
        itself.set(Some(task.clone()));
        assert!(receiver.try_recv().is_err());
        task.waker().wake();
        assert_eq!(receiver.try_recv(), Ok(Some(1)));
        assert_eq!(itself.take().map(|it| it.wakes()), Some(1));
    }
}
