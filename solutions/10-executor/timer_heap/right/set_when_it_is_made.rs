//! The call sets the timer, with a waker that wakes nobody, and the polls put in the
//! right one. Who was made first is woken first, whoever was polled first.

use crate::Instant;
use std::{
    cell::RefCell,
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

/// Counts timers up, so that a later one is greater and none is like another.
type TimerId = u64;

/// The timers of one loop.
pub struct Timers {
    inner: Rc<RefCell<Inner>>,
}

#[derive(Default)]
struct Inner {
    next_id: TimerId,
    deadlines: BinaryHeap<Reverse<(Instant, TimerId)>>,
    /// Who waits: each has its deadline in the heap.
    waiting: HashMap<TimerId, Waker>,
}

impl Timers {
    pub fn new() -> Self {
        Self { inner: Rc::default() }
    }

    /// A future that is ready when `fire` has been called with `at`, or a later
    /// time.
    pub fn sleep_until(&self, at: Instant) -> Sleep {
        let id = self.inner.borrow_mut().set(at);
        Sleep { timers: Rc::clone(&self.inner), id }
    }

    /// The deadline for which the loop may park, if anybody waits for one.
    pub fn next_deadline(&self) -> Option<Instant> {
        self.inner.borrow_mut().first().map(|(at, _)| at)
    }

    /// Wakes whoever is due, for it is `now`.
    pub fn fire(&self, now: Instant) {
        let due = self.inner.borrow_mut().take_due(now);
        for waker in due {
            waker.wake();
        }
    }
}

impl Inner {
    /// A new timer. Whom to wake comes later.
    fn set(&mut self, at: Instant) -> TimerId {
        let id = self.next_id;
        self.next_id += 1;
        self.deadlines.push(Reverse((at, id)));
        self.waiting.insert(id, Waker::noop().clone());
        id
    }

    /// The first timer that somebody waits for.
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

/// A future of [`Timers::sleep_until`].
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
        // The last of a task's wakers may drop the task, and that its other sleeps.
        drop(timers);
        drop(old);
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        // It goes at the end of the block, when the timers are borrowed no more.
        let _waker = self.timers.borrow_mut().waiting.remove(&self.id);
    }
}
