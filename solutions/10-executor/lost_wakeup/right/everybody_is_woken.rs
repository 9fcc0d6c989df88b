//! The wakers of all polls are kept, so the right one is among them. Some tasks are
//! woken without a reason.

use crate::Mutex;
use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let shared =
        Arc::new(Shared { outcome: Mutex::new(None), wakers: Mutex::default() });
    (Sender(Arc::clone(&shared)), Receiver(shared))
}

pub struct Sender<T>(Arc<Shared<T>>);

pub struct Receiver<T>(Arc<Shared<T>>);

/// The sender was dropped without sending.
pub struct Gone;

struct Shared<T> {
    /// What the receiver will return.
    outcome: Mutex<Option<Result<T, Gone>>>,
    /// The wakers of all polls.
    wakers: Mutex<Vec<Waker>>,
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
        let wakers = std::mem::take(&mut *self.0.wakers.lock().unwrap());
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, Gone>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.wakers.lock().unwrap().push(context.waker().clone());
        let outcome = self.0.outcome.lock().unwrap().take();
        if let Some(outcome) = outcome {
            return Poll::Ready(outcome);
        }
        Poll::Pending
    }
}
