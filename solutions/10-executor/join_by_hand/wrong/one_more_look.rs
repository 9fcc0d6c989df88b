//! tests-failed: no child is woken, but a poll of the join wakes the join
//! A child was polled and is still waiting, so the join polls it once more, to be
//! safe.

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
    is_begun: bool,
}

/// A future that returns both answers when both children are done.
pub fn join(first: Child, second: Child) -> Join {
    let parent = Arc::new(Parent(Mutex::new(Waker::noop().clone())));
    Join {
        first: Place::new(first, Arc::clone(&parent)),
        second: Place::new(second, Arc::clone(&parent)),
        parent,
        is_begun: false,
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
        let is_polled =
            [&this.first, &this.second].iter().any(|it| it.bell.rung.load(SeqCst));
        this.first.poll_if_woken();
        this.second.poll_if_woken();
        match (&mut this.first.state, &mut this.second.state) {
            (State::Done(first), State::Done(second)) => {
                Poll::Ready((mem::take(first), mem::take(second)))
            }
            _ => {
                if is_polled && this.is_begun {
                    context.waker().wake_by_ref();
                }
                this.is_begun = true;
                Poll::Pending
            }
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
