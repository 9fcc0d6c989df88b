//! The channel is in one of four states. Each side takes the state out and puts a
//! new one back.

use crate::Mutex;
use std::{
    mem,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

pub struct Gone;

enum State<T> {
    Quiet,
    Awaited(Waker),
    Sent(T),
    Left,
}

type Shared<T> = Arc<Mutex<State<T>>>;

pub struct Sender<T>(Option<Shared<T>>);

pub struct Receiver<T>(Shared<T>);

pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let shared = Arc::new(Mutex::new(State::Quiet));
    (Sender(Some(shared.clone())), Receiver(shared))
}

fn tell<T>(shared: &Shared<T>, state: State<T>) {
    let before = mem::replace(&mut *shared.lock().unwrap(), state);
    if let State::Awaited(waker) = before {
        waker.wake();
    }
}

impl<T> Sender<T> {
    pub fn send(mut self, value: T) {
        tell(&self.0.take().expect("it is used once"), State::Sent(value));
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        if let Some(shared) = self.0.take() {
            tell(&shared, State::Left);
        }
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, Gone>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut state = self.0.lock().unwrap();
        match mem::replace(&mut *state, State::Left) {
            State::Sent(value) => Poll::Ready(Ok(value)),
            State::Left => Poll::Ready(Err(Gone)),
            State::Quiet | State::Awaited(_) => {
                *state = State::Awaited(context.waker().clone());
                Poll::Pending
            }
        }
    }
}
