//! # The lost wakeup
//!
//! **fix, 20 minutes**
//!
//! A channel for a single value: `sender.send(value)` on one thread wakes the task
//! that awaits the receiver on another thread. It works most of the time. Now and
//! then, the task sleeps forever although the value has arrived: the wake was lost,
//! or it went to the wrong task.
//!
//! There are two bugs, and both are in `poll`. For each pair of lines in `poll`,
//! ask what happens if the sender acts between them. Also ask what happens if the
//! next poll comes from another task.
//!
//! **Given:** the channel. You may change everything except `Gone` and these
//! signatures:
//!
//! ```
//! pub fn channel<T>() -> (Sender<T>, Receiver<T>);
//! impl<T> Sender<T> { pub fn send(self, value: T); }
//! impl<T> Future for Receiver<T> { type Output = Result<T, Gone>; }
//! ```
//!
//! `crate::Mutex` works like `std::sync::Mutex`, but at each lock and unlock, the
//! check can let the other side act. `poll` must lock a `crate::Mutex`. Otherwise,
//! the check could see a lost wake only by luck.
//!
//! **Judged:**
//!
//! - If the value arrives after a poll or during it, and that poll returns `Pending`,
//!   the task that polled last is woken after that, and its next poll returns
//!   `Ready`.
//! - The same holds for `Gone`, if the sender is dropped without sending.
//! - While nothing has arrived, a poll returns `Pending` immediately and wakes no
//!   task.
//! - If the receiver is dropped first, the sender still works.
//! - In up to 8,000 rounds on two threads, no wake is lost.
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
        // TODO: make sure that the outcome wakes the task that polled last.
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
