//! tests-failed: is woken when it is
//! A single `split_off` separates all timers that are due from the others. But it
//! returns the later part and leaves the earlier one, and this code has them the
//! other way around.

use crate::Instant;
use std::{
    cell::RefCell,
    collections::BTreeMap,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

#[derive(Default)]
struct Inner {
    now: Option<Instant>,
    begun: u64,
    timers: BTreeMap<(Instant, u64), Waker>,
}

#[derive(Clone, Default)]
pub struct Timers {
    inner: Rc<RefCell<Inner>>,
}

impl Timers {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn sleep_until(&self, at: Instant) -> Sleep {
        let mut inner = self.inner.borrow_mut();
        inner.begun += 1;
        Sleep { inner: Rc::clone(&self.inner), at, number: inner.begun }
    }

    pub fn next_deadline(&self) -> Option<Instant> {
        self.inner.borrow().timers.keys().next().map(|(at, _)| *at)
    }

    pub fn fire(&self, now: Instant) {
        let mut inner = self.inner.borrow_mut();
        inner.now = Some(now);
        let due = inner.timers.split_off(&(now, 0));
        drop(inner);
        due.into_values().for_each(Waker::wake);
    }
}

pub struct Sleep {
    inner: Rc<RefCell<Inner>>,
    at: Instant,
    number: u64,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut inner = self.inner.borrow_mut();
        if inner.now.is_some_and(|now| self.at <= now) {
            return Poll::Ready(());
        }
        inner.timers.insert((self.at, self.number), context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.inner.borrow_mut().timers.remove(&(self.at, self.number));
    }
}
