//! A sorted list with binary search. Inserting moves many entries, which is quick
//! and needs no comparisons.

use crate::Instant;
use std::{
    cell::RefCell,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

struct Timer {
    at: Instant,
    id: usize,
    waker: Waker,
}

pub struct Timers {
    list: Rc<RefCell<Vec<Timer>>>,
    ids: RefCell<usize>,
}

impl Timers {
    pub fn new() -> Self {
        Self { list: Rc::default(), ids: RefCell::new(0) }
    }

    pub fn sleep_until(&self, at: Instant) -> Sleep {
        let id = self.ids.replace_with(|it| *it + 1);
        Sleep { list: Rc::clone(&self.list), at, id, set: false }
    }

    pub fn next_deadline(&self) -> Option<Instant> {
        self.list.borrow().first().map(|it| it.at)
    }

    pub fn fire(&self, now: Instant) {
        let mut list = self.list.borrow_mut();
        let due = list.partition_point(|it| it.at <= now);
        let due: Vec<_> = list.drain(..due).collect();
        drop(list);
        for timer in due {
            timer.waker.wake();
        }
    }
}

pub struct Sleep {
    list: Rc<RefCell<Vec<Timer>>>,
    at: Instant,
    id: usize,
    set: bool,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let (at, id, waker) = (self.at, self.id, context.waker().clone());
        let list = Rc::clone(&self.list);
        let mut list = list.borrow_mut();
        if self.set {
            let Some(timer) = list.iter_mut().find(|it| it.id == id) else {
                return Poll::Ready(());
            };
            timer.waker = waker;
            return Poll::Pending;
        }
        self.set = true;
        let place = list.partition_point(|it| it.at <= at);
        list.insert(place, Timer { at, id, waker });
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.list.borrow_mut().retain(|it| it.id != self.id);
    }
}
