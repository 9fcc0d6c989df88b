//! A task: a future that the loop owns, with its waker and the state that its handle sees.

use crate::current;
use crate::join_handle::{JoinError, JoinHandle};
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
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
    let (core, caller) = (current::get("spawn"), Location::caller());
    let id = core.ready.borrow_mut().reserve(caller);
    let task = Rc::new(Spawned {
        waker: core.waker(id),
        state: RefCell::new(State::Running(None)),
        future: RefCell::new(Some(Box::pin(future))),
    });
    core.ready.borrow_mut().keep(id, task.clone());
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

    /// Drops the future, finished or not. If the task has no outcome yet, its handle gets an
    /// error.
    fn end(self: Rc<Self>);
}

/// A task, and the state that it shares with its handle.
pub(crate) struct Spawned<T> {
    pub(crate) waker: Waker,
    pub(crate) state: RefCell<State<T>>,
    /// `None` when the task is done. It is borrowed during a poll, when no other code uses it.
    future: RefCell<Option<Pin<Box<dyn Future<Output = T>>>>>,
}

pub(crate) enum State<T> {
    /// The waker is that of the task that awaits the handle.
    Running(Option<Waker>),
    /// The loop drops the task when its turn comes. The waker is the same as in
    /// `Running`.
    Aborted(Option<Waker>),
    Done(Result<T, JoinError>),
    Taken,
}

impl<T> Spawned<T> {
    /// Stores the outcome, unless there is one already, and wakes the task that awaits the
    /// handle.
    fn complete(&self, output: Result<T, JoinError>) {
        let waker = match &mut *self.state.borrow_mut() {
            State::Running(waker) | State::Aborted(waker) => waker.take(),
            State::Done(_) | State::Taken => return,
        };
        self.state.replace(State::Done(output));
        waker.into_iter().for_each(Waker::wake);
    }
}

impl<T> Task for Spawned<T> {
    fn poll(&self) -> Poll<()> {
        if matches!(*self.state.borrow(), State::Aborted(_)) {
            return Poll::Ready(());
        }
        let poll = AssertUnwindSafe(|| {
            let mut future = self.future.borrow_mut();
            let future = future.as_mut().expect("a task that is done is not polled");
            let poll = future.as_mut().poll(&mut Context::from_waker(&self.waker));
            poll.map(|output| self.complete(Ok(output)))
        });
        catch_unwind(poll).unwrap_or_else(|panic| {
            self.complete(Err(JoinError::Panicked(panic)));
            Poll::Ready(())
        })
    }

    fn end(self: Rc<Self>) {
        let future = self.future.take();
        let dropped = catch_unwind(AssertUnwindSafe(|| drop(future)));
        let error =
            dropped.map_or_else(JoinError::Panicked, |()| JoinError::Cancelled);
        // If the task has an outcome already, `error` is dropped. If the handle is
        // gone, the task and its output are dropped too; a panic in that drop has no
        // handle to go to, so it is ignored.
        drop(catch_unwind(AssertUnwindSafe(move || self.complete(Err(error)))));
    }
}
