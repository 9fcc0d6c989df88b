//! There is one queue per deadline: first in, first out. A number only identifies
//! the timer to cancel. Everything is behind a lock, so other threads could set
//! timers, too.

use crate::Instant;
use std::{
    collections::{BTreeMap, VecDeque},
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll, Waker},
};

static NAMES: AtomicUsize = AtomicUsize::new(0);

type Queues = Mutex<BTreeMap<Instant, VecDeque<(usize, Waker)>>>;

pub struct Timers {
    queues: Arc<Queues>,
}

impl Timers {
    pub fn new() -> Self {
        Timers { queues: Arc::new(Mutex::new(BTreeMap::new())) }
    }

    pub fn sleep_until(&self, at: Instant) -> Sleep {
        let name = NAMES.fetch_add(1, Relaxed);
        Sleep { queues: self.queues.clone(), at, name, polled: false }
    }

    pub fn next_deadline(&self) -> Option<Instant> {
        self.queues.lock().unwrap().first_key_value().map(|(&at, _)| at)
    }

    pub fn fire(&self, now: Instant) {
        let mut ready = vec![];
        {
            let mut queues = self.queues.lock().unwrap();
            while let Some(first) = queues.first_entry() {
                if *first.key() > now {
                    break;
                }
                ready.extend(first.remove());
            }
        }
        for (_name, waker) in ready {
            waker.wake_by_ref();
        }
    }
}

pub struct Sleep {
    queues: Arc<Queues>,
    at: Instant,
    name: usize,
    polled: bool,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let queues = self.queues.clone();
        let mut queues = queues.lock().unwrap();
        if !self.polled {
            self.polled = true;
            let queue = queues.entry(self.at).or_default();
            queue.push_back((self.name, context.waker().clone()));
            return Poll::Pending;
        }
        let mut mine = queues.get_mut(&self.at).into_iter().flatten();
        match mine.find(|(name, _)| *name == self.name) {
            Some((_, waker)) => {
                *waker = context.waker().clone();
                Poll::Pending
            }
            None => Poll::Ready(()),
        }
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        let mut queues = self.queues.lock().unwrap();
        if let Some(queue) = queues.get_mut(&self.at) {
            queue.retain(|(name, _)| *name != self.name);
            if queue.is_empty() {
                queues.remove(&self.at);
            }
        }
    }
}
