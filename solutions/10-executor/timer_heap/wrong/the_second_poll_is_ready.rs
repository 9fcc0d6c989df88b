//! tests-failed: a sleep until
//! A sleep that is polled again assumes that it is over, as if only its own timer
//! could have woken the task.

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
    count: u64,
    waiting: BTreeMap<(Instant, u64), Waker>,
}
pub struct Timers {
    inner: Rc<RefCell<Inner>>,
}
impl Timers {
    pub fn new() -> Self {
        Self { inner: Rc::default() }
    }
    pub fn sleep_until(&self, at: Instant) -> Sleep {
        let mut inner = self.inner.borrow_mut();
        inner.count += 1;
        Sleep { key: (at, inner.count), set: false, inner: Rc::clone(&self.inner) }
    }
    pub fn next_deadline(&self) -> Option<Instant> {
        self.inner.borrow().waiting.first_key_value().map(|(&(at, _), _)| at)
    }
    pub fn fire(&self, now: Instant) {
        self.inner.borrow_mut().now = Some(now);
        loop {
            let due = {
                let mut inner = self.inner.borrow_mut();
                match inner.waiting.first_entry() {
                    Some(first) if first.key().0 <= now => first.remove(),
                    _ => return,
                }
            };
            due.wake();
        }
    }
}
pub struct Sleep {
    key: (Instant, u64),
    set: bool,
    inner: Rc<RefCell<Inner>>,
}
impl Future for Sleep {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.set || self.inner.borrow().now >= Some(self.key.0) {
            return Poll::Ready(());
        }
        self.set = true;
        self.inner.borrow_mut().waiting.insert(self.key, context.waker().clone());
        Poll::Pending
    }
}
impl Drop for Sleep {
    fn drop(&mut self) {
        let old = self.inner.borrow_mut().waiting.remove(&self.key);
        drop(old);
    }
}
