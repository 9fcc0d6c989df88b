//! A task: a future that the loop owns, with the waker that brings it back to the loop.

use crate::current;
use crate::join_handle::{JoinError, JoinHandle, Output};
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::task::{Context, Poll};
use std::{pin::Pin, rc::Rc};

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
    let output = Rc::new(Output::new(core.waker(id)));
    let task = Spawned { future: Box::pin(future), output: Rc::clone(&output) };
    core.ready.borrow_mut().keep(id, Box::new(task));
    JoinHandle(output)
}

/// Which task it is, until it is done.
#[derive(Clone, Copy)]
pub(crate) struct TaskId {
    /// Where the loop keeps it.
    pub(crate) place: u32,
    /// How many tasks were kept there before.
    pub(crate) reuse: u32,
}

/// What the loop does with a task, whatever its future's type.
pub(crate) trait Task {
    /// Polls once; whether the task is done, be it by a panic or because it was aborted.
    fn poll(&mut self) -> Poll<()>;

    /// Drops the task, finished or not; a handle that still waits for it learns that.
    fn end(self: Box<Self>);
}

struct Spawned<F: Future> {
    future: Pin<Box<F>>,
    output: Rc<Output<F::Output>>,
}

impl<F: Future> Task for Spawned<F> {
    fn poll(&mut self) -> Poll<()> {
        if self.output.is_aborted() {
            return Poll::Ready(());
        }
        let mut cx = Context::from_waker(&self.output.task);
        let poll = AssertUnwindSafe(|| {
            let poll = self.future.as_mut().poll(&mut cx);
            poll.map(|output| self.output.complete(Ok(output)))
        });
        catch_unwind(poll).unwrap_or_else(|panic| {
            self.output.complete(Err(JoinError::Panicked(panic)));
            Poll::Ready(())
        })
    }

    fn end(self: Box<Self>) {
        let Self { future, output } = *self;
        let dropped = catch_unwind(AssertUnwindSafe(|| drop(future)));
        let error =
            dropped.map_or_else(JoinError::Panicked, |()| JoinError::Cancelled);
        // An output that nobody wants is dropped here. If that panics too, nobody is left to
        // be told, and the loop goes on.
        let told =
            catch_unwind(AssertUnwindSafe(move || output.complete(Err(error))));
        drop(told);
    }
}
