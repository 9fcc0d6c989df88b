//! The handle of a task: it awaits the output, or aborts the task.

use crate::task::{Spawned, State};
use std::task::{Context, Poll};
use std::{any::Any, fmt, mem, pin::Pin, rc::Rc};

/// A future of a task's output.
///
/// Dropping the handle detaches the task, which keeps running. To stop the task, call
/// [`JoinHandle::abort`].
///
/// # Panics
///
/// If the handle is polled again after it was ready.
#[must_use = "await the handle for the task's output, or drop it to detach the task"]
pub struct JoinHandle<T>(pub(crate) Rc<Spawned<T>>);

impl<T> JoinHandle<T> {
    /// Asks the loop to drop the task, which happens when it is the task's turn. If the
    /// task is done by then, it keeps its output.
    pub fn abort(&self) {
        let mut state = self.0.state.borrow_mut();
        if let State::Running(waker) = &mut *state {
            *state = State::Aborted(waker.take());
            self.0.waker.wake_by_ref();
        }
    }

    /// Whether the task is done: it has returned, panicked, or been canceled.
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
        if self.is_finished() {
            return match self.0.state.replace(State::Taken) {
                State::Done(outcome) => Poll::Ready(outcome),
                _ => {
                    panic!("this handle was polled after it had returned its output")
                }
            };
        }
        let newer = Some(cx.waker().clone());
        let former = match &mut *self.0.state.borrow_mut() {
            State::Running(waker) | State::Aborted(waker) => {
                mem::replace(waker, newer)
            }
            State::Done(_) | State::Taken => unreachable!("it was not finished"),
        };
        // Dropped after the borrow has ended, because dropping a waker may run user
        // code.
        drop(former);
        Poll::Pending
    }
}

/// Why a task has no output.
pub enum JoinError {
    /// The task was aborted, or it was not done when its loop ended.
    Cancelled,
    /// The task panicked with this payload, which you can pass to
    /// `std::panic::resume_unwind`.
    Panicked(Box<dyn Any + Send>),
}

impl JoinError {
    /// The message of the panic, if the payload is text.
    fn message(&self) -> Option<&str> {
        let Self::Panicked(payload) = self else { return None };
        let text = payload.downcast_ref::<String>().map(String::as_str);
        text.or_else(|| payload.downcast_ref().copied())
    }
}

impl fmt::Display for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, self.message()) {
            (Self::Cancelled, _) => f.write_str("the task was canceled"),
            (_, None) => f.write_str("the task panicked"),
            (_, Some(message)) => write!(f, "the task panicked: {message}"),
        }
    }
}

impl fmt::Debug for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, self.message()) {
            (Self::Cancelled, _) => f.write_str("Cancelled"),
            (_, None) => f.write_str("Panicked(..)"),
            (_, Some(message)) => write!(f, "Panicked({message:?})"),
        }
    }
}

impl std::error::Error for JoinError {}
