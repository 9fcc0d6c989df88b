//! The other end of a task: its handle awaits the output, or has the task aborted.

use crate::task::{Spawned, State};
use std::task::{Context, Poll};
use std::{any::Any, fmt, mem, pin::Pin, rc::Rc};

/// Waits for a task's output: await it.
///
/// Dropping it detaches the task, which then runs on by itself: nobody wants the answer, but
/// that is no reason to leave work half done. Whoever has one calls [`JoinHandle::abort`].
///
/// # Panics
///
/// If it is polled again after it was ready.
#[must_use = "await the handle for the task's output, or drop it to detach the task"]
pub struct JoinHandle<T>(pub(crate) Rc<Spawned<T>>);

impl<T> JoinHandle<T> {
    /// Asks the loop to drop the task, which it does when it is the task's turn; a task that
    /// is done by then stays done.
    pub fn abort(&self) {
        let mut state = self.0.state.borrow_mut();
        if let State::Running(waker) = &mut *state {
            *state = State::Aborted(waker.take());
            self.0.waker.wake_by_ref();
        }
    }

    /// Whether the task is done, in whatever way.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        matches!(*self.0.state.borrow(), State::Done(_) | State::Taken)
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_finished = self.is_finished();
        f.debug_struct("JoinHandle").field("is_finished", &is_finished).finish()
    }
}

impl<T> Future for JoinHandle<T> {
    type Output = Result<T, JoinError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let newer = Some(cx.waker().clone());
        let former = match &mut *self.0.state.borrow_mut() {
            State::Running(waker) | State::Aborted(waker) => {
                mem::replace(waker, newer)
            }
            done => match mem::replace(done, State::Taken) {
                State::Done(output) => return Poll::Ready(output),
                _ => panic!("this handle has given its output away"),
            },
        };
        // Only when nothing is borrowed any more: a waker's drop may be foreign code.
        drop(former);
        Poll::Pending
    }
}

/// Why a task has no output.
#[derive(Debug)]
pub enum JoinError {
    /// It was aborted, or was left when its loop ended.
    Cancelled,
    /// It panicked with this, which `std::panic::resume_unwind` takes.
    Panicked(Box<dyn Any + Send>),
}

impl fmt::Display for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cancelled => "the task was cancelled",
            Self::Panicked(_) => "the task panicked",
        })
    }
}

impl std::error::Error for JoinError {}
