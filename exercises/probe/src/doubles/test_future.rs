//! A future that a check controls, and that records how it is polled.

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

/// Controls a future that is pending until the check makes it ready. Clones control the
/// same future.
#[derive(Clone, Debug)]
pub struct TestFuture<T>(Arc<Inner<T>>);

struct Inner<T> {
    output: T,
    /// The number of the first poll that returns `Ready`.
    ready_at: AtomicUsize,
    on_poll: Shared<Option<OnPoll<T>>>,
    /// The waker of the latest poll.
    waker: Shared<Option<Waker>>,
    polls: AtomicUsize,
    /// True if a poll is due: the future is new, or it was woken since its last poll
    /// began.
    is_due: AtomicBool,
    needless_polls: AtomicUsize,
    wakes_begun: AtomicUsize,
    wakes_ended: AtomicUsize,
    is_done: AtomicBool,
    is_polled_again: AtomicBool,
    is_dropped: AtomicBool,
}

type OnPoll<T> = Arc<dyn Fn(&TestFuture<T>, usize) + Send + Sync>;

impl<T: Clone> TestFuture<T> {
    /// Controls a pending future with this output.
    pub fn new(output: T) -> Self {
        Self(Arc::new(Inner {
            output,
            ready_at: AtomicUsize::new(usize::MAX),
            on_poll: Shared::default(),
            waker: Shared::default(),
            polls: AtomicUsize::new(0),
            is_due: AtomicBool::new(true),
            needless_polls: AtomicUsize::new(0),
            wakes_begun: AtomicUsize::new(0),
            wakes_ended: AtomicUsize::new(0),
            is_done: AtomicBool::new(false),
            is_polled_again: AtomicBool::new(false),
            is_dropped: AtomicBool::new(false),
        }))
    }

    /// The future itself. Call this once.
    pub fn future(&self) -> impl Future<Output = T> + use<T> {
        Controlled(self.clone())
    }

    /// Sets a function that each poll calls with its number, counted from 1.
    pub fn on_poll(&self, on_poll: impl Fn(&Self, usize) + Send + Sync + 'static) {
        self.0.on_poll.set(Some(Arc::new(on_poll)));
    }

    /// Makes the next poll return `Ready`, or the current poll if this is called in
    /// [`TestFuture::on_poll`]. Does not wake the task.
    pub fn get_ready(&self) {
        self.ready_at(0);
    }

    /// Makes the poll with this number, counted from 1, return `Ready`. Does not wake the
    /// task.
    pub fn ready_at(&self, poll: usize) {
        self.0.ready_at.store(poll, SeqCst);
    }

    /// Makes the future wake its own task in each of its first `times` polls, and return
    /// `Ready` in the next poll.
    pub fn yields(&self, times: usize) {
        self.ready_at(times + 1);
        self.on_poll(move |it, poll| {
            if poll <= times {
                it.wake();
            }
        });
    }

    /// Makes the future ready and wakes its task.
    pub fn finish(&self) {
        self.get_ready();
        self.wake();
    }

    /// Calls `wake` on a clone of the latest poll's waker, if there is one.
    pub fn wake(&self) {
        self.wake_with(Waker::wake);
    }

    /// Calls `wake_by_ref` on the latest poll's waker, if there is one.
    pub fn wake_by_ref(&self) {
        self.wake_with(|it| it.wake_by_ref());
    }

    fn wake_with(&self, wake: impl FnOnce(Waker)) {
        let Some(waker) = self.waker() else { return };
        self.0.is_due.store(true, SeqCst);
        self.0.wakes_begun.fetch_add(1, SeqCst);
        wake(waker);
        self.0.wakes_ended.fetch_add(1, SeqCst);
    }

    /// How many calls of `wake` and `wake_by_ref` have begun, and how many have
    /// returned.
    pub fn wakes(&self) -> [usize; 2] {
        [&self.0.wakes_begun, &self.0.wakes_ended].map(|it| it.load(SeqCst))
    }

    /// The waker of the latest poll. `None` once the future is dropped. Calling it does
    /// not count as a wake of this future.
    pub fn waker(&self) -> Option<Waker> {
        self.0.waker.get()
    }

    /// How often the future was polled.
    pub fn polls(&self) -> usize {
        self.0.polls.load(SeqCst)
    }

    /// How often the future was polled although nothing had woken it since its last poll
    /// began. Its first poll and polls after it had returned `Ready` do not count.
    pub fn needless_polls(&self) -> usize {
        self.0.needless_polls.load(SeqCst)
    }

    /// Whether the future was polled after it had returned `Ready`. Other futures may
    /// panic then; this one returns `Pending`, so that the check can explain the fault.
    pub fn is_polled_again(&self) -> bool {
        self.0.is_polled_again.load(SeqCst)
    }

    /// Whether the future has returned `Ready`.
    pub fn is_done(&self) -> bool {
        self.0.is_done.load(SeqCst)
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
        // Dropped after the lock is released, because dropping a waker may run other
        // code.
        let old = it.waker.lock().replace(context.waker().clone());
        drop(old);
        if it.is_done.load(SeqCst) {
            it.is_polled_again.store(true, SeqCst);
            return Poll::Pending;
        }
        if !it.is_due.swap(false, SeqCst) {
            it.needless_polls.fetch_add(1, SeqCst);
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
        // A real future would hold its waker itself.
        drop(it.waker.take());
    }
}

#[cfg(test)]
mod tests {
    use super::TestFuture;
    use crate::{Shared, TestWaker};
    use std::{pin::pin, task::Poll};

    #[test]
    fn the_future_is_pending_until_finish_which_wakes_the_latest_waker() {
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
    fn a_poll_after_ready_is_recorded_and_pending() {
        let (control, task) = (TestFuture::new(()), TestWaker::new());
        let mut future = pin!(control.future());
        control.get_ready();
        assert_eq!(task.poll(future.as_mut()), Poll::Ready(()));
        assert_eq!(task.poll(future.as_mut()), Poll::Pending);
        assert!(control.is_polled_again());
        assert_eq!(task.wakes(), 0);
    }

    #[test]
    fn the_future_can_wake_itself_and_become_ready_within_a_poll() {
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
    fn the_future_is_ready_at_the_requested_poll() {
        let (control, task) = (TestFuture::new('a'), TestWaker::new());
        let mut future = pin!(control.future());
        control.ready_at(3);
        let polls = [(); 3].map(|()| task.poll(future.as_mut()));
        assert_eq!(polls, [Poll::Pending, Poll::Pending, Poll::Ready('a')]);
        assert_eq!(task.wakes(), 0);
    }

    #[test]
    fn a_future_that_yields_wakes_itself_once_per_yield() {
        let (control, task) = (TestFuture::new('a'), TestWaker::new());
        let mut future = pin!(control.future());
        control.yields(2);
        let polls = [(); 3].map(|()| (task.poll(future.as_mut()), task.take()));
        let expected =
            [(Poll::Pending, 1), (Poll::Pending, 1), (Poll::Ready('a'), 0)];
        assert_eq!(polls, expected);
    }

    #[test]
    fn a_poll_without_a_wake_since_the_last_one_began_is_needless() {
        let (control, task) = (TestFuture::new('a'), TestWaker::new());
        let mut future = pin!(control.future());
        let mut polls = |count| {
            (0..count).for_each(|_| _ = task.poll(future.as_mut()));
            control.needless_polls()
        };
        assert_eq!(polls(1), 0);
        // Two wakes still allow only one poll.
        control.wake();
        control.wake_by_ref();
        assert_eq!((polls(1), polls(1)), (0, 1));
        assert_eq!(control.wakes(), [2, 2]);
        // A wake during a poll allows another poll.
        control.wake();
        control.on_poll(|it, number| match number {
            4 => it.wake(),
            _ => it.get_ready(),
        });
        assert_eq!(polls(2), 1);
        // A poll after `Ready` is a different fault.
        assert_eq!(polls(1), 1);
        assert!(control.is_polled_again());
    }

    #[test]
    fn a_wake_in_progress_has_begun_and_not_ended() {
        let control = TestFuture::new('a');
        let (seen, itself) = (Shared::default(), control.clone());
        let noted = seen.clone();
        let task = TestWaker::on_wake(move || noted.set(itself.wakes()));
        let mut future = pin!(control.future());
        assert_eq!(task.poll(future.as_mut()), Poll::Pending);
        control.wake();
        assert_eq!((seen.get(), control.wakes()), ([1, 0], [1, 1]));
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
