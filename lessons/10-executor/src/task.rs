//! A task: a future that the loop owns, with its waker and the state that its handle sees.

use crate::contain::contain;
use crate::current;
use crate::join_handle::{JoinError, JoinHandle};
use crate::tasks::{Entry, Polled};
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::{cell::RefCell, pin::Pin, rc::Rc};

/// Makes `future` a new task and puts it into the ready queue. It runs whether or not its
/// handle is awaited.
///
/// # Panics
///
/// If no loop runs on this thread. Call it inside the future passed to `block_on`.
#[track_caller]
pub fn spawn<F: Future<Output: 'static> + 'static>(
    future: F,
) -> JoinHandle<F::Output> {
    let core = current::get("spawn");
    let waker = core.new_waker(Location::caller());
    let task = Rc::new(Spawned {
        waker: Waker::from(Arc::clone(&waker)),
        state: RefCell::new(State::Running(None)),
        future: RefCell::new(Some(Box::pin(future))),
    });
    let polled = Polled::Task(task.clone());
    core.tasks.borrow_mut().insert(Entry { polled, waker });
    JoinHandle(task)
}

/// Identifies a task until it is done.
#[derive(Clone, Copy)]
pub(crate) struct TaskId {
    /// The index of its place in the loop.
    pub(crate) place: u32,
    /// How many tasks have been in this place before. The count wraps around.
    pub(crate) reuse: u32,
}

/// What the loop does with a task, no matter what type its output has.
pub(crate) trait Task {
    /// Polls once. Returns `Ready` if the task is done: it has returned, panicked, or been
    /// aborted.
    fn poll(&self) -> Poll<()>;

    /// Ends a task that is not done.
    fn cancel(&self);

    /// The data pointer of the waker that the task's handle keeps, if the handle is
    /// awaited.
    fn awaiting(&self) -> Option<*const ()>;
}

/// A task, and the state that it shares with its handle.
pub(crate) struct Spawned<T> {
    pub(crate) waker: Waker,
    pub(crate) state: RefCell<State<T>>,
    /// `None` when the task is done. It is borrowed during a poll, when other code
    /// doesn't use it.
    future: RefCell<Option<Pin<Box<dyn Future<Output = T>>>>>,
}

pub(crate) enum State<T> {
    /// The waker belongs to the task that awaits the handle.
    Running(Option<Waker>),
    /// The loop drops the task when its turn comes. The waker is the same as in
    /// `Running`.
    Aborted(Option<Waker>),
    Done(Result<T, JoinError>),
    Taken,
}

impl<T> Spawned<T> {
    /// Drops the future, stores the outcome, and then wakes the task that awaits the
    /// handle. If the destructor panics, that panic is the outcome, unless there was an
    /// earlier one.
    fn complete(&self, outcome: Result<T, JoinError>) {
        let future = self.future.take();
        let dropped = catch_unwind(AssertUnwindSafe(move || drop(future)));
        let outcome = match (outcome, dropped) {
            (outcome, Ok(())) => outcome,
            (outcome @ Err(JoinError::Panicked(_)), Err(later)) => {
                contain(move || drop(later));
                outcome
            }
            (outcome, Err(panic)) => {
                contain(move || drop(outcome));
                Err(JoinError::Panicked(panic))
            }
        };
        let state = self.state.replace(State::Done(outcome));
        if let State::Running(Some(waker)) | State::Aborted(Some(waker)) = state {
            contain(move || waker.wake());
        }
    }
}

impl<T> Task for Spawned<T> {
    fn poll(&self) -> Poll<()> {
        if matches!(*self.state.borrow(), State::Aborted(_)) {
            self.cancel();
            return Poll::Ready(());
        }
        let poll = AssertUnwindSafe(|| {
            let mut future = self.future.borrow_mut();
            let future = future.as_mut().expect("a task that is done is not polled");
            future.as_mut().poll(&mut Context::from_waker(&self.waker))
        });
        match catch_unwind(poll) {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(output)) => self.complete(Ok(output)),
            Err(panic) => self.complete(Err(JoinError::Panicked(panic))),
        }
        Poll::Ready(())
    }

    fn cancel(&self) {
        self.complete(Err(JoinError::Cancelled));
    }

    fn awaiting(&self) -> Option<*const ()> {
        match &*self.state.borrow() {
            State::Running(waker) | State::Aborted(waker) => {
                waker.as_ref().map(Waker::data)
            }
            State::Done(_) | State::Taken => None,
        }
    }
}
