//! misconception: looked-is-still-true
//! An atomic flag is read without a lock, so there doesn't seem to be a gap between
//! two locks.

use crate::Mutex;
use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Waker},
};

pub struct Gone;

struct Shared<T> {
    there: AtomicBool,
    value: Mutex<Option<T>>,
    waker: Mutex<Option<Waker>>,
}

pub struct Sender<T>(Arc<Shared<T>>);

pub struct Receiver<T>(Arc<Shared<T>>);

pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let shared = Arc::new(Shared {
        there: AtomicBool::new(false),
        value: Mutex::new(None),
        waker: Mutex::new(None),
    });
    (Sender(shared.clone()), Receiver(shared))
}

impl<T> Sender<T> {
    pub fn send(self, value: T) {
        *self.0.value.lock().unwrap() = Some(value);
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.0.there.store(true, Ordering::SeqCst);
        let waker = self.0.waker.lock().unwrap().take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, Gone>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.0.there.load(Ordering::SeqCst) {
            let value = self.0.value.lock().unwrap().take();
            return Poll::Ready(value.ok_or(Gone));
        }
        *self.0.waker.lock().unwrap() = Some(context.waker().clone());
        Poll::Pending
    }
}
