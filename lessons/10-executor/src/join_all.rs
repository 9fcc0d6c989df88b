//! Many futures in one task, and their outputs in the order in which they were given.
//!
//! Each child has a waker of its own, which notes that it was woken and then wakes the task:
//! so a wake costs the poll of one child, and not of all that still wait.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::{future::poll_fn, mem};

/// Waits for all of `futures`, side by side; their outputs, in the order of the futures.
///
/// They run within the task that awaits this, so they may borrow from it, and are dropped
/// with it. A panic in one of them is a panic of the task.
pub async fn join_all<F: Future>(
    futures: impl IntoIterator<Item = F>,
) -> Vec<F::Output> {
    let mut futures: Vec<_> =
        futures.into_iter().map(|it| Some(Box::pin(it))).collect();
    let mut outputs: Vec<_> = futures.iter().map(|_| None).collect();
    let mut left = futures.len();
    let task = Waker::noop().clone();
    let woken = Arc::new(Mutex::new(Woken { children: (0..left).collect(), task }));
    let child = |index| {
        Arc::new(Child { index, is_noted: true.into(), woken: woken.clone() })
    };
    let children: Vec<_> = (0..left).map(child).collect();
    poll_fn(|cx| {
        for index in take(&woken, cx.waker()) {
            // Before the poll: a wake from within it counts.
            children[index].is_noted.swap(false, Ordering::AcqRel);
            let Some(future) = &mut futures[index] else { continue };
            let waker = Waker::from(Arc::clone(&children[index]));
            if let Poll::Ready(it) =
                future.as_mut().poll(&mut Context::from_waker(&waker))
            {
                (futures[index], outputs[index]) = (None, Some(it));
                left -= 1;
            }
        }
        if left == 0 { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    outputs.into_iter().flatten().collect()
}

/// The children to poll, and the task that will.
struct Woken {
    children: Vec<usize>,
    task: Waker,
}

/// The children to poll; `task` is told of those that come from now on.
fn take(woken: &Mutex<Woken>, task: &Waker) -> Vec<usize> {
    let mut woken = lock(woken);
    let former = mem::replace(&mut woken.task, task.clone());
    let children = mem::take(&mut woken.children);
    drop(woken);
    // Only when nothing is locked any more: a waker's drop may be foreign code.
    drop(former);
    children
}

fn lock(woken: &Mutex<Woken>) -> MutexGuard<'_, Woken> {
    woken.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Child {
    index: usize,
    /// Whether it is among the children to poll.
    is_noted: AtomicBool,
    woken: Arc<Mutex<Woken>>,
}

impl Wake for Child {
    fn wake(self: Arc<Self>) {
        if !self.is_noted.swap(true, Ordering::AcqRel) {
            let mut woken = lock(&self.woken);
            woken.children.push(self.index);
            let task = woken.task.clone();
            // Woken when nothing is locked any more: it may be foreign code.
            drop(woken);
            task.wake();
        }
    }
}
