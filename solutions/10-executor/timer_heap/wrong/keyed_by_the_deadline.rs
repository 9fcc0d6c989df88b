//! misconception: one-timer-a-deadline
//! A map from deadlines to wakers returns the earliest deadline first.

use crate::Instant;
use std::{
    cell::RefCell,
    collections::BTreeMap,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

#[derive(Default)]
pub struct Timers {
    waiting: Rc<RefCell<BTreeMap<Instant, Waker>>>,
}

impl Timers {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn sleep_until(&self, at: Instant) -> Sleep {
        Sleep { waiting: Rc::clone(&self.waiting), at, set: false }
    }

    pub fn next_deadline(&self) -> Option<Instant> {
        self.waiting.borrow().keys().next().copied()
    }

    pub fn fire(&self, now: Instant) {
        loop {
            let first = self.waiting.borrow_mut().pop_first();
            match first {
                Some((at, waker)) if at <= now => waker.wake(),
                Some((at, waker)) => {
                    self.waiting.borrow_mut().insert(at, waker);
                    break;
                }
                None => break,
            }
        }
    }
}

pub struct Sleep {
    waiting: Rc<RefCell<BTreeMap<Instant, Waker>>>,
    at: Instant,
    set: bool,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.set && !self.waiting.borrow().contains_key(&self.at) {
            return Poll::Ready(());
        }
        self.set = true;
        self.waiting.borrow_mut().insert(self.at, context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.waiting.borrow_mut().remove(&self.at);
    }
}
