//! Each child has its own waker, which notes that this child was woken and then
//! wakes the join.
//!
//! The order matters. The join's waker is stored before any child is polled, and a
//! child's flag is cleared before the child is polled. So a wake during a poll, on
//! any thread, sets the flag and wakes the join, and the next poll sees the flag. No
//! lock is held while a child is polled, or while a waker is called or dropped,
//! because all of these run someone else's code, which may call back into the join.
//! A child that is done is dropped, so it cannot be polled again.

use crate::Child;
use std::{
    mem,
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    task::{Context, Poll, Wake, Waker},
};

pub struct Join {
    first: Place,
    second: Place,
    parent: Arc<Parent>,
}

/// A future that returns both answers when both children are done.
pub fn join(first: Child, second: Child) -> Join {
    let parent = Arc::new(Parent(Mutex::new(Waker::noop().clone())));
    Join {
        first: Place::new(first, Arc::clone(&parent)),
        second: Place::new(second, Arc::clone(&parent)),
        parent,
    }
}

impl Future for Join {
    type Output = (String, String);

    fn poll(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Self::Output> {
        let this = &mut *self;
        this.parent.set(context.waker());
        this.first.poll_if_woken();
        this.second.poll_if_woken();
        match (&mut this.first.state, &mut this.second.state) {
            (State::Done(first), State::Done(second)) => {
                Poll::Ready((mem::take(first), mem::take(second)))
            }
            _ => Poll::Pending,
        }
    }
}

/// A child and its waker.
struct Place {
    state: State,
    bell: Arc<Bell>,
}

enum State {
    Waiting(Child),
    Done(String),
}

impl Place {
    /// A new child counts as woken, because it must be polled once.
    fn new(child: Child, parent: Arc<Parent>) -> Self {
        let bell = Bell { rung: AtomicBool::new(true), parent };
        Self { state: State::Waiting(child), bell: Arc::new(bell) }
    }

    fn poll_if_woken(&mut self) {
        let State::Waiting(child) = &mut self.state else { return };
        if !self.bell.rung.swap(false, SeqCst) {
            return;
        }
        let waker = Waker::from(Arc::clone(&self.bell));
        if let Poll::Ready(it) =
            child.as_mut().poll(&mut Context::from_waker(&waker))
        {
            self.state = State::Done(it);
        }
    }
}

/// The waker of one child.
struct Bell {
    rung: AtomicBool,
    parent: Arc<Parent>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.rung.store(true, SeqCst);
        self.parent.wake();
    }
}

/// The waker of the join's latest poll. A child keeps its waker for as long as it waits,
/// and the join may be polled by another task in that time.
struct Parent(Mutex<Waker>);

impl Parent {
    fn set(&self, waker: &Waker) {
        let mut latest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let old = mem::replace(&mut *latest, waker.clone());
        // Dropping the old waker may wake a child, whose waker needs this lock.
        drop(latest);
        drop(old);
    }

    fn wake(&self) {
        let latest = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        latest.wake();
    }
}
