//! The waker is under a spin lock, and the outcome under a `crate::Mutex`. A thread
//! that spins is busy, not asleep, so the check must not wait for it.

use crate::Mutex;
use std::{
    hint::spin_loop,
    pin::Pin,
    sync::{self, Arc},
    task::{Context, Poll, Waker},
};

/// A lock; a thread that waits for it spins until it is free.
struct Spin<T>(sync::Mutex<T>);

impl<T> Spin<T> {
    fn with<U>(&self, act: impl FnOnce(&mut T) -> U) -> U {
        let mut it = loop {
            match self.0.try_lock() {
                Ok(it) => break it,
                Err(_) => spin_loop(),
            }
        };
        act(&mut it)
    }
}

type Inner<T> = (Mutex<Option<Result<T, Gone>>>, Spin<Option<Waker>>);

pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let it = Arc::new((Mutex::new(None), Spin(None.into())));
    (Sender(Arc::clone(&it)), Receiver(it))
}

pub struct Sender<T>(Arc<Inner<T>>);

pub struct Receiver<T>(Arc<Inner<T>>);

pub struct Gone;

impl<T> Sender<T> {
    pub fn send(self, value: T) {
        *self.0.0.lock().unwrap() = Some(Ok(value));
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let waker = self.0.1.with(|waker| {
            self.0.0.lock().unwrap().get_or_insert(Err(Gone));
            waker.take()
        });
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, Gone>;
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.1.with(|waker| {
            if let Some(it) = self.0.0.lock().unwrap().take() {
                return Poll::Ready(it);
            }
            *waker = Some(context.waker().clone());
            Poll::Pending
        })
    }
}
