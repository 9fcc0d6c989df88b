//! misconception: timers-are-few
//! A list is enough: the earliest deadline is its minimum.

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
        self.list.borrow().iter().map(|it| it.at).min()
    }

    pub fn fire(&self, now: Instant) {
        let mut list = self.list.borrow_mut();
        let mut due: Vec<_> = list.extract_if(.., |it| it.at <= now).collect();
        drop(list);
        due.sort_by_key(|it| it.at);
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
        if let Some(timer) = list.iter_mut().find(|it| it.id == id) {
            timer.waker = waker;
            return Poll::Pending;
        }
        if self.set {
            return Poll::Ready(());
        }
        self.set = true;
        list.push(Timer { at, id, waker });
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.list.borrow_mut().retain(|it| it.id != self.id);
    }
}
