//! misconception: canceled-is-unfired
//! A marked timer doesn't fire, so it seems harmless to leave it in the heap.

use crate::Instant;
use std::{
    cell::RefCell,
    cmp::Ordering,
    collections::BinaryHeap,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

struct Timer {
    at: Instant,
    number: u64,
    waiting: Rc<RefCell<Waiting>>,
}

#[derive(Default)]
struct Waiting {
    waker: Option<Waker>,
    canceled: bool,
}

impl Ord for Timer {
    fn cmp(&self, other: &Self) -> Ordering {
        (other.at, other.number).cmp(&(self.at, self.number))
    }
}

impl PartialOrd for Timer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Timer {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Timer {}

#[derive(Clone, Default)]
pub struct Timers {
    heap: Rc<RefCell<BinaryHeap<Timer>>>,
    begun: Rc<RefCell<u64>>,
}

impl Timers {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn sleep_until(&self, at: Instant) -> Sleep {
        Sleep { timers: self.clone(), at, waiting: None }
    }

    pub fn next_deadline(&self) -> Option<Instant> {
        self.heap.borrow().peek().map(|it| it.at)
    }

    pub fn fire(&self, now: Instant) {
        let mut due = Vec::new();
        let mut heap = self.heap.borrow_mut();
        while heap.peek().is_some_and(|it| it.at <= now) {
            let timer = heap.pop().expect("it has just been seen");
            let mut waiting = timer.waiting.borrow_mut();
            let waker = waiting.waker.take();
            if !waiting.canceled {
                due.extend(waker);
            }
        }
        drop(heap);
        due.into_iter().for_each(Waker::wake);
    }
}

pub struct Sleep {
    timers: Timers,
    at: Instant,
    waiting: Option<Rc<RefCell<Waiting>>>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if let Some(waiting) = &self.waiting {
            let mut waiting = waiting.borrow_mut();
            if waiting.waker.is_none() {
                return Poll::Ready(());
            }
            waiting.waker = Some(context.waker().clone());
            return Poll::Pending;
        }
        let waker = Some(context.waker().clone());
        let waiting = Rc::new(RefCell::new(Waiting { waker, canceled: false }));
        self.waiting = Some(Rc::clone(&waiting));
        let number = self.timers.begun.replace_with(|it| *it + 1);
        self.timers.heap.borrow_mut().push(Timer { at: self.at, number, waiting });
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(waiting) = &self.waiting {
            let mut waiting = waiting.borrow_mut();
            waiting.canceled = true;
            waiting.waker = None;
        }
    }
}
