//! A task: a future that the loop owns, with the waker that brings it back to the loop.

use crate::current;
use crate::join_handle::{JoinError, JoinHandle};
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::task::{Context, Poll, Waker};
use std::{cell::RefCell, pin::Pin, rc::Rc};

/// Puts `future` into the ready queue as a new task, which runs whether or not its handle is
/// awaited.
///
/// # Panics
///
/// If no loop runs on this thread: call it within the future of `block_on`.
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

/// Which task it is, until it is done.
#[derive(Clone, Copy)]
pub(crate) struct TaskId {
    /// Where the loop keeps it.
    pub(crate) place: u32,
    /// How many tasks were kept there before.
    pub(crate) reuse: u32,
}

/// What the loop does with a task, whatever its output's type.
pub(crate) trait Task {
    /// Polls once; whether the task is done, be it by a panic or because it was aborted.
    fn poll(&self) -> Poll<()>;

    /// Drops the future, finished or not; a handle that still waits for it learns that.
    fn end(self: Rc<Self>);
}

/// A task, and what stands between it and its handle.
pub(crate) struct Spawned<T> {
    pub(crate) waker: Waker,
    pub(crate) state: RefCell<State<T>>,
    /// None when the task is done. Borrowed while it is polled, and nobody else wants it.
    future: RefCell<Option<Pin<Box<dyn Future<Output = T>>>>>,
}

pub(crate) enum State<T> {
    /// The waker is that of whoever awaits the handle.
    Running(Option<Waker>),
    /// It will be done when the loop comes to it.
    Aborted(Option<Waker>),
    Done(Result<T, JoinError>),
    Taken,
}

impl<T> Spawned<T> {
    /// The first to complete it decides.
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
            let future = future.as_mut().expect("no task is polled when it is done");
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
        // An output that nobody wants is dropped here. If that panics too, nobody is left to
        // be told, and the loop goes on.
        drop(catch_unwind(AssertUnwindSafe(move || self.complete(Err(error)))));
    }
}
