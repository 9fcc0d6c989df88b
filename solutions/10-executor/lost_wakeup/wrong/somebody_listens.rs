//! tests-failed: `send` panics
//! Sending fails if the receiver is gone, which looks like a mistake. But a task may
//! lose interest and drop its receiver.

use std::{
    pin::Pin,
    sync::{
        Arc, Mutex,
        mpsc::{self, TryRecvError},
    },
    task::{Context, Poll, Waker},
};

pub struct Gone;

pub struct Sender<T> {
    values: Option<mpsc::Sender<T>>,
    waker: Arc<Mutex<Option<Waker>>>,
}

pub struct Receiver<T> {
    values: Mutex<mpsc::Receiver<T>>,
    waker: Arc<Mutex<Option<Waker>>>,
}

pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let (sender, receiver) = mpsc::channel();
    let waker = Arc::default();
    let sender = Sender { values: Some(sender), waker: Arc::clone(&waker) };
    (sender, Receiver { values: Mutex::new(receiver), waker })
}

impl<T> Sender<T> {
    pub fn send(self, value: T) {
        let values = self.values.as_ref().expect("it is there until the drop");
        values.send(value).ok().expect("there is a receiver");
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        // The channel's sender is dropped before the wake, so the woken task sees
        // that the sender is gone.
        self.values = None;
        if let Some(waker) = self.waker.lock().unwrap().take() {
            waker.wake();
        }
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, Gone>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        *self.waker.lock().unwrap() = Some(context.waker().clone());
        match self.values.lock().unwrap().try_recv() {
            Ok(value) => Poll::Ready(Ok(value)),
            Err(TryRecvError::Disconnected) => Poll::Ready(Err(Gone)),
            Err(TryRecvError::Empty) => Poll::Pending,
        }
    }
}
