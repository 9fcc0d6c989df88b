//! misconception: blocking-is-waiting
//! A condition variable waits without a gap. But waiting for it blocks the thread,
//! and with it every other task that this thread should poll.

use std::{
    pin::Pin,
    sync::{Arc, Condvar, Mutex},
    task::{Context, Poll},
};

pub struct Gone;

struct Shared<T> {
    outcome: Mutex<Option<Result<T, Gone>>>,
    comes: Condvar,
}

pub struct Sender<T>(Arc<Shared<T>>);

pub struct Receiver<T>(Arc<Shared<T>>);

pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let shared =
        Arc::new(Shared { outcome: Mutex::new(None), comes: Condvar::new() });
    (Sender(shared.clone()), Receiver(shared))
}

impl<T> Sender<T> {
    pub fn send(self, value: T) {
        *self.0.outcome.lock().unwrap() = Some(Ok(value));
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.0.outcome.lock().unwrap().get_or_insert(Err(Gone));
        self.0.comes.notify_one();
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, Gone>;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        let outcome = self.0.outcome.lock().unwrap();
        let outcome = self.0.comes.wait_while(outcome, |it| it.is_none());
        Poll::Ready(outcome.unwrap().take().expect("we waited for it"))
    }
}
