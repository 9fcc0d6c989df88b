//! tests-failed: the receiver is gone
//!
//! A receiver that is dropped panics unless its outcome is still there. Every
//! channel in a test does that, but the verdict shows the message of only one panic.

use crate::Mutex;
use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let shared = Arc::new(Mutex::new(Shared { outcome: None, waker: None }));
    (Sender(Arc::clone(&shared)), Receiver(shared))
}

pub struct Sender<T>(Arc<Mutex<Shared<T>>>);

pub struct Receiver<T>(Arc<Mutex<Shared<T>>>);

/// The sender was dropped without sending.
pub struct Gone;

struct Shared<T> {
    /// What the receiver will return.
    outcome: Option<Result<T, Gone>>,
    /// The waker of the task that waits for the outcome.
    waker: Option<Waker>,
}

impl<T> Sender<T> {
    /// Stores the value. Then the sender is dropped, which wakes the receiver.
    pub fn send(self, value: T) {
        self.0.lock().unwrap().outcome = Some(Ok(value));
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let mut shared = self.0.lock().unwrap();
        shared.outcome.get_or_insert(Err(Gone));
        let waker = shared.waker.take();
        drop(shared);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let s = self.0.lock().unwrap();
        assert!(
            s.outcome.is_some()
                || s.waker.is_some()
                || Arc::strong_count(&self.0) > 5,
            "the receiver is gone"
        );
    }
}
impl<T> Future for Receiver<T> {
    type Output = Result<T, Gone>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut shared = self.0.lock().unwrap();
        if let Some(outcome) = shared.outcome.take() {
            return Poll::Ready(outcome);
        }
        match &mut shared.waker {
            Some(waker) => waker.clone_from(context.waker()),
            none => *none = Some(context.waker().clone()),
        }
        Poll::Pending
    }
}
