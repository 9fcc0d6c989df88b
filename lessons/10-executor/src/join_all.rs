//! Many futures in one task, and their outputs in the order in which they were given.
//!
//! Each child has a waker of its own, which notes that it was woken and then wakes the task:
//! so a wake costs the poll of one child, and not of all that still wait.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::{future::poll_fn, pin::Pin};

/// Waits for all of `futures`, side by side; their outputs, in the order of the futures.
///
/// They run within the task that awaits this, so they may borrow from it, and are dropped
/// with it. A panic in one of them is a panic of the task.
pub async fn join_all<F: Future>(
    futures: impl IntoIterator<Item = F>,
) -> Vec<F::Output> {
    let task = Arc::new(Mutex::new(Waker::noop().clone()));
    let mut children: Vec<_> =
        futures.into_iter().map(|it| Child::new(it, &task)).collect();
    poll_fn(|cx| {
        lock(&task).clone_from(cx.waker());
        children.iter_mut().for_each(Child::poll_if_woken);
        let are_done = children.iter().all(|it| it.output.is_some());
        if are_done { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    children.into_iter().filter_map(|it| it.output).collect()
}

struct Child<F: Future> {
    future: Pin<Box<F>>,
    output: Option<F::Output>,
    waker: Arc<ChildWaker>,
}

impl<F: Future> Child<F> {
    fn new(future: F, task: &Arc<Mutex<Waker>>) -> Self {
        // The first poll needs no wake.
        let (is_woken, task) = (AtomicBool::new(true), Arc::clone(task));
        let waker = Arc::new(ChildWaker { is_woken, task });
        Self { future: Box::pin(future), output: None, waker }
    }

    fn poll_if_woken(&mut self) {
        // Noted before the poll: a wake from within it counts.
        if self.output.is_none() && self.waker.is_woken.swap(false, Ordering::AcqRel)
        {
            let waker = Waker::from(Arc::clone(&self.waker));
            let poll = self.future.as_mut().poll(&mut Context::from_waker(&waker));
            self.output = if let Poll::Ready(it) = poll { Some(it) } else { None };
        }
    }
}

struct ChildWaker {
    is_woken: AtomicBool,
    task: Arc<Mutex<Waker>>,
}

impl Wake for ChildWaker {
    fn wake(self: Arc<Self>) {
        if !self.is_woken.swap(true, Ordering::AcqRel) {
            // Woken when nothing is locked any more: it may be foreign code.
            let task = lock(&self.task).clone();
            task.wake();
        }
    }
}

fn lock(task: &Mutex<Waker>) -> MutexGuard<'_, Waker> {
    task.lock().unwrap_or_else(PoisonError::into_inner)
}
