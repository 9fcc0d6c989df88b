//! # The lost wakeup
//!
//! **fix, 20 minutes**
//!
//! A channel for a single value: `sender.send(value)` on one thread wakes the task
//! that awaits the receiver on another. It mostly works. Now and then the task sleeps
//! forever, although the value has arrived: the wake was lost, or it went to the wrong
//! task. There are two faults, and both are in `poll`. Consider what the sender may do
//! between any two lines of `poll`, and that the next poll may be by another task.
//!
//! **Given:** the channel. You may change everything except `channel`, `Sender::send`,
//! `Gone`, and the output of the receiver. `crate::Mutex` works like
//! `std::sync::Mutex`, but at each lock and unlock the check can let the other side
//! act. Keep using it in `poll`: without it, the check would need luck to see a lost
//! wake.
//!
//! **Judged:**
//!
//! - Whenever the value arrives, even in the middle of a poll, the task that has polled
//!   last is woken after that, and its next poll returns `Ready`.
//! - The same holds for `Gone`, if the sender is dropped and nothing was sent.
//! - While nothing has arrived, a poll returns `Pending` at once and wakes no task.
//! - Many rounds on two threads lose no wake.
//!
//! **Taught in:** lessons/10-executor, "An event loop, by hand".

use crate::Mutex;
use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let shared =
        Arc::new(Shared { outcome: Mutex::new(None), waker: Mutex::new(None) });
    (Sender(Arc::clone(&shared)), Receiver(shared))
}

pub struct Sender<T>(Arc<Shared<T>>);

pub struct Receiver<T>(Arc<Shared<T>>);

/// The sender was dropped, and nothing had been sent.
pub struct Gone;

struct Shared<T> {
    /// What the receiver will give.
    outcome: Mutex<Option<Result<T, Gone>>>,
    /// The task to wake then.
    waker: Mutex<Option<Waker>>,
}

impl<T> Sender<T> {
    /// Leaves the value; that this drops the sender wakes the receiver.
    pub fn send(self, value: T) {
        *self.0.outcome.lock().unwrap() = Some(Ok(value));
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.0.outcome.lock().unwrap().get_or_insert(Err(Gone));
        let waker = self.0.waker.lock().unwrap().take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, Gone>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // TODO: make sure that the task that polled last is woken after the outcome.
        let outcome = self.0.outcome.lock().unwrap().take();
        if let Some(outcome) = outcome {
            return Poll::Ready(outcome);
        }
        let mut waker = self.0.waker.lock().unwrap();
        if waker.is_none() {
            *waker = Some(context.waker().clone());
        }
        Poll::Pending
    }
}
