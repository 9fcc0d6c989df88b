//! misconception: nobody-comes-back
//! The lock is held until the function returns, which is soon.

use crate::Instant;
use std::{
    collections::BTreeMap,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
};

#[derive(Default)]
struct Inner {
    number: u64,
    waiting: BTreeMap<(Instant, u64), Waker>,
}

#[derive(Default)]
pub struct Timers(Arc<Mutex<Inner>>);

impl Timers {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn sleep_until(&self, at: Instant) -> Sleep {
        Sleep { timers: Arc::clone(&self.0), at, number: None }
    }

    pub fn next_deadline(&self) -> Option<Instant> {
        let timers = self.0.lock().unwrap();
        timers.waiting.keys().next().map(|(at, _)| *at)
    }

    pub fn fire(&self, now: Instant) {
        let mut timers = self.0.lock().unwrap();
        while let Some(first) = timers.waiting.first_entry()
            && first.key().0 <= now
        {
            first.remove().wake();
        }
    }
}

pub struct Sleep {
    timers: Arc<Mutex<Inner>>,
    at: Instant,
    number: Option<u64>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        let mut timers = this.timers.lock().unwrap();
        let number = match this.number {
            Some(number) if !timers.waiting.contains_key(&(this.at, number)) => {
                return Poll::Ready(());
            }
            Some(number) => number,
            None => {
                timers.number += 1;
                timers.number
            }
        };
        this.number = Some(number);
        timers.waiting.insert((this.at, number), context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(number) = self.number {
            self.timers.lock().unwrap().waiting.remove(&(self.at, number));
        }
    }
}
