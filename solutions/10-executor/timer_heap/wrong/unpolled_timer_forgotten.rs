//! tests-failed: it is neither ready nor woken
//! A timer without a waker has no task to wake, so `fire` removes it and does nothing
//! else. But the sleep may be polled for the first time after that.

use crate::Instant;
use std::{
    cell::{Cell, RefCell},
    cmp::{Ordering, Reverse},
    collections::BinaryHeap,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

#[derive(Default)]
struct Slot {
    fired: Cell<bool>,
    canceled: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

struct Timer {
    at: Instant,
    number: u64,
    slot: Rc<Slot>,
}

impl Ord for Timer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.at.cmp(&other.at).then(self.number.cmp(&other.number))
    }
}

impl PartialOrd for Timer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Timer {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Timer {}

#[derive(Default)]
struct Queue {
    heap: BinaryHeap<Reverse<Timer>>,
    set: u64,
}

/// The timers of one loop.
pub struct Timers {
    queue: Rc<RefCell<Queue>>,
}

impl Timers {
    pub fn new() -> Self {
        Self { queue: Rc::default() }
    }

    pub fn sleep_until(&self, at: Instant) -> Sleep {
        let slot = Rc::new(Slot::default());
        let mut queue = self.queue.borrow_mut();
        let number = queue.set;
        queue.set += 1;
        queue.heap.push(Reverse(Timer { at, number, slot: Rc::clone(&slot) }));
        Sleep { slot }
    }

    pub fn next_deadline(&self) -> Option<Instant> {
        let mut queue = self.queue.borrow_mut();
        while let Some(Reverse(timer)) = queue.heap.peek() {
            if !timer.slot.canceled.get() {
                return Some(timer.at);
            }
            queue.heap.pop();
        }
        None
    }

    pub fn fire(&self, now: Instant) {
        while let Some(slot) = self.next_due(now) {
            if slot.canceled.get() {
                continue;
            }
            let waker = slot.waker.take();
            if let Some(waker) = waker {
                slot.fired.set(true);
                waker.wake();
            }
        }
    }

    fn next_due(&self, now: Instant) -> Option<Rc<Slot>> {
        let mut queue = self.queue.borrow_mut();
        if queue.heap.peek()?.0.at > now {
            return None;
        }
        queue.heap.pop().map(|Reverse(timer)| timer.slot)
    }
}

/// The future of [`Timers::sleep_until`].
pub struct Sleep {
    slot: Rc<Slot>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.slot.fired.get() {
            return Poll::Ready(());
        }
        *self.slot.waker.borrow_mut() = Some(context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.slot.canceled.set(true);
        self.slot.waker.take();
    }
}
