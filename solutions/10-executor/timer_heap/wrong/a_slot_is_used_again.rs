//! tests-failed: three sleeps are over and dropped while three others are set
//! The slot of a timer that has fired is used for the next timer. But the sleep that
//! used the slot before still has the slot's number.

use crate::Instant;
use std::{
    cell::RefCell,
    collections::BTreeSet,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

#[derive(Default)]
struct Inner {
    slots: Vec<Option<Waker>>,
    free: Vec<usize>,
    deadlines: BTreeSet<(Instant, u64, usize)>,
    begun: u64,
    now: Option<Instant>,
}

#[derive(Default)]
pub struct Timers(Rc<RefCell<Inner>>);

impl Timers {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn sleep_until(&self, at: Instant) -> Sleep {
        Sleep { timers: Rc::clone(&self.0), at, slot: None }
    }

    pub fn next_deadline(&self) -> Option<Instant> {
        let mut timers = self.0.borrow_mut();
        loop {
            let &(at, begun, slot) = timers.deadlines.first()?;
            if timers.slots[slot].is_some() {
                return Some(at);
            }
            timers.deadlines.remove(&(at, begun, slot));
        }
    }

    pub fn fire(&self, now: Instant) {
        self.0.borrow_mut().now = Some(now);
        while self.next_deadline().is_some_and(|at| at <= now) {
            let mut timers = self.0.borrow_mut();
            let Some((_, _, slot)) = timers.deadlines.pop_first() else { break };
            let waker = timers.slots[slot].take();
            timers.free.push(slot);
            drop(timers);
            waker.into_iter().for_each(Waker::wake);
        }
    }
}

pub struct Sleep {
    timers: Rc<RefCell<Inner>>,
    at: Instant,
    slot: Option<usize>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        let mut timers = this.timers.borrow_mut();
        if timers.now.is_some_and(|now| this.at <= now) {
            return Poll::Ready(());
        }
        let waker = Some(context.waker().clone());
        match (this.slot, timers.free.pop()) {
            (Some(slot), free) => {
                timers.free.extend(free);
                timers.slots[slot] = waker;
                return Poll::Pending;
            }
            (None, Some(slot)) => {
                timers.slots[slot] = waker;
                this.slot = Some(slot);
            }
            (None, None) => {
                this.slot = Some(timers.slots.len());
                timers.slots.push(waker);
            }
        }
        timers.begun += 1;
        let entry = (this.at, timers.begun, this.slot.expect("it has one now"));
        timers.deadlines.insert(entry);
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(slot) = self.slot {
            self.timers.borrow_mut().slots[slot] = None;
        }
    }
}
