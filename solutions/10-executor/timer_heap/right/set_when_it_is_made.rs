//! The call sets the timer, with a waker that does nothing, and the polls store the
//! right one. So sleeps are woken in the order in which they were created, not in
//! the order in which they were polled.

use crate::Instant;
use std::{
    cell::RefCell,
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

/// Counts up, so that a later timer has a greater number and no two numbers are
/// equal.
type TimerId = u64;

/// The timers of an event loop.
pub struct Timers {
    inner: Rc<RefCell<Inner>>,
}

#[derive(Default)]
struct Inner {
    next_id: TimerId,
    deadlines: BinaryHeap<Reverse<(Instant, TimerId)>>,
    /// The sleeps that are waiting. The heap has a deadline for each of them.
    waiting: HashMap<TimerId, Waker>,
}

impl Timers {
    pub fn new() -> Self {
        Self { inner: Rc::default() }
    }

    /// A future that becomes ready when `fire` is called with `at` or a later time.
    pub fn sleep_until(&self, at: Instant) -> Sleep {
        let id = self.inner.borrow_mut().set(at);
        Sleep { timers: Rc::clone(&self.inner), id }
    }

    /// Returns the earliest deadline of all sleeps that are set. The loop parks
    /// until then.
    pub fn next_deadline(&self) -> Option<Instant> {
        self.inner.borrow_mut().first().map(|(at, _)| at)
    }

    /// Wakes the sleeps that are due at `now`.
    pub fn fire(&self, now: Instant) {
        let due = self.inner.borrow_mut().take_due(now);
        for waker in due {
            waker.wake();
        }
    }
}

impl Inner {
    /// A new timer. Its waker is stored later.
    fn set(&mut self, at: Instant) -> TimerId {
        let id = self.next_id;
        self.next_id += 1;
        self.deadlines.push(Reverse((at, id)));
        self.waiting.insert(id, Waker::noop().clone());
        id
    }

    /// The first timer of a sleep that is still waiting.
    fn first(&mut self) -> Option<(Instant, TimerId)> {
        while let Some(Reverse((at, id))) = self.deadlines.peek().copied() {
            if self.waiting.contains_key(&id) {
                return Some((at, id));
            }
            self.deadlines.pop();
        }
        None
    }

    fn take_due(&mut self, now: Instant) -> Vec<Waker> {
        let mut due = Vec::new();
        while let Some((at, id)) = self.first()
            && at <= now
        {
            due.extend(self.waiting.remove(&id));
        }
        due
    }
}

/// The future of [`Timers::sleep_until`].
pub struct Sleep {
    timers: Rc<RefCell<Inner>>,
    id: TimerId,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut timers = self.timers.borrow_mut();
        if !timers.waiting.contains_key(&self.id) {
            return Poll::Ready(());
        }
        let old = timers.waiting.insert(self.id, context.waker().clone());
        // Dropping the last waker of a task may drop the task with its other sleeps.
        drop(timers);
        drop(old);
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        // The waker is dropped at the end of the block, after the borrow has ended.
        let _waker = self.timers.borrow_mut().waiting.remove(&self.id);
    }
}
