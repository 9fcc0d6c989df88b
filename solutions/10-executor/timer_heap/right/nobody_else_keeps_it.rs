//! No `Drop` at all: only the sleep owns its waker, and the heap has weak pointers.
//! If a pointer can't be upgraded, its sleep was canceled.

use crate::Instant;
use std::{
    cell::{Cell, RefCell},
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
    pin::Pin,
    rc::{Rc, Weak},
    task::{Context, Poll, Waker},
};

type Slot = RefCell<Option<Waker>>;

pub struct Timers(Rc<Shared>);

#[derive(Default)]
struct Shared {
    now: Cell<Option<Instant>>,
    count: Cell<usize>,
    heap: RefCell<BinaryHeap<Reverse<(Instant, usize)>>>,
    slots: RefCell<BTreeMap<usize, Weak<Slot>>>,
}

impl Timers {
    pub fn new() -> Self {
        Self(Rc::default())
    }

    pub fn sleep_until(&self, at: Instant) -> Sleep {
        Sleep { shared: Rc::clone(&self.0), at, slot: Rc::default(), set: false }
    }

    pub fn next_deadline(&self) -> Option<Instant> {
        loop {
            let Reverse((at, id)) = *self.0.heap.borrow().peek()?;
            if self.0.slots.borrow()[&id].strong_count() > 0 {
                return Some(at);
            }
            self.pop();
        }
    }

    pub fn fire(&self, now: Instant) {
        self.0.now.set(Some(now));
        while self.next_deadline().is_some_and(|at| at <= now) {
            let waker = self.pop().and_then(|slot| slot.take());
            if let Some(waker) = waker {
                waker.wake();
            }
        }
    }

    fn pop(&self) -> Option<Rc<Slot>> {
        let Reverse((_, id)) = self.0.heap.borrow_mut().pop()?;
        self.0.slots.borrow_mut().remove(&id)?.upgrade()
    }
}

pub struct Sleep {
    shared: Rc<Shared>,
    at: Instant,
    slot: Rc<Slot>,
    set: bool,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.shared.now.get() >= Some(self.at) {
            return Poll::Ready(());
        }
        self.slot.replace(Some(context.waker().clone()));
        if !self.set {
            let id = self.shared.count.replace(self.shared.count.get() + 1);
            self.shared.heap.borrow_mut().push(Reverse((self.at, id)));
            self.shared.slots.borrow_mut().insert(id, Rc::downgrade(&self.slot));
            self.set = true;
        }
        Poll::Pending
    }
}
