//! misconception: equals-keep-their-order
//! The list is sorted so that the earliest timer is last, where it is cheap to
//! remove. But among equal deadlines, the newest timer comes out first.

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
        self.list.borrow().last().map(|it| it.at)
    }

    pub fn fire(&self, now: Instant) {
        loop {
            let last = self.list.borrow_mut().pop_if(|it| it.at <= now);
            let Some(timer) = last else { break };
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
        let place = list.partition_point(|it| at < it.at);
        let place =
            list[place..].iter().take_while(|it| it.at == at).count() + place;
        list.insert(place, Timer { at, id, waker });
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.list.borrow_mut().retain(|it| it.id != self.id);
    }
}
