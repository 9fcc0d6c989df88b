//! The sleep doesn't have its own type: it is a closure that gets polled, and a
//! guard inside the closure removes the timer. The timer is set immediately, and
//! gets a waker when the closure is polled.

use crate::Instant;
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    future::poll_fn,
    task::{Poll, Waker},
};

#[derive(Default, Debug)]
pub struct Timers {
    order: RefCell<BTreeSet<(Instant, usize)>>,
    wakers: RefCell<BTreeMap<usize, Waker>>,
    count: Cell<usize>,
}

struct Guard<'a> {
    timers: &'a Timers,
    key: (Instant, usize),
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.timers.order.borrow_mut().remove(&self.key);
        let waker = self.timers.wakers.borrow_mut().remove(&self.key.1);
        drop(waker);
    }
}

impl Timers {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn sleep_until(&self, at: Instant) -> impl Future<Output = ()> {
        let id = self.count.get();
        self.count.set(id + 1);
        self.order.borrow_mut().insert((at, id));
        let guard = Guard { timers: self, key: (at, id) };
        poll_fn(move |context| {
            // This captures the whole guard. Otherwise, two of its fields would be copied,
            // and the guard would be dropped here.
            let guard = &guard;
            let timers = guard.timers;
            if timers.order.borrow().contains(&guard.key) {
                timers.wakers.borrow_mut().insert(id, context.waker().clone());
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        })
    }

    pub fn next_deadline(&self) -> Option<Instant> {
        self.order.borrow().first().map(|(at, _)| *at)
    }

    pub fn fire(&self, now: Instant) {
        let mut due = Vec::new();
        while self.next_deadline().is_some_and(|at| at <= now) {
            let first = self.order.borrow_mut().pop_first();
            due.extend(
                first.and_then(|(_, id)| self.wakers.borrow_mut().remove(&id)),
            );
        }
        due.iter().for_each(Waker::wake_by_ref);
    }
}
