//! Many futures in one task, with their outputs in the order of the futures.
//!
//! Each child has its own waker, which notes that this child was woken and then wakes
//! the task. So a wake costs the poll of one child, not of all children that are still
//! waiting.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::{future::poll_fn, mem};

/// Waits for all `futures` at the same time. Returns their outputs in the order of the
/// futures.
///
/// The futures run in the task that awaits this. So they may borrow from it, they
/// are dropped with it, and a panic in one of them panics the task.
pub fn join_all<F: Future>(
    futures: impl IntoIterator<Item = F>,
) -> impl Future<Output = Vec<F::Output>> {
    let mut futures: Vec<_> =
        futures.into_iter().map(|it| Some(Box::pin(it))).collect();
    let mut outputs: Vec<_> = futures.iter().map(|_| None).collect();
    let mut left = futures.len();
    let woken =
        Arc::new(Mutex::new(Woken { children: (0..left).collect(), task: None }));
    let child = |index| {
        Arc::new(Child { index, is_noted: true.into(), woken: woken.clone() })
    };
    let children: Vec<_> = (0..left).map(child).collect();
    async move {
        poll_fn(|cx| {
            for index in take(&woken, cx.waker()) {
                // Cleared before the poll, so a wake during the poll notes the child
                // again. The `swap` also acquires the writes of earlier wakes, so that
                // this poll sees them.
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
}

/// The children to poll, and the waker of the task that polls them, unless it was
/// called since the last poll. User code doesn't run while this is locked, not even a
/// waker's `clone`.
struct Woken {
    children: Vec<usize>,
    task: Option<Waker>,
}

/// Takes the children to poll. After this call, waking a child wakes `task`.
fn take(woken: &Mutex<Woken>, task: &Waker) -> Vec<usize> {
    let newer = Some(task.clone());
    let mut woken = lock(woken);
    let former = mem::replace(&mut woken.task, newer);
    let children = mem::take(&mut woken.children);
    drop(woken);
    drop(former);
    children
}

fn lock(woken: &Mutex<Woken>) -> MutexGuard<'_, Woken> {
    woken.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Child {
    index: usize,
    /// Whether this child is among the children to poll.
    is_noted: AtomicBool,
    woken: Arc<Mutex<Woken>>,
}

impl Wake for Child {
    fn wake(self: Arc<Self>) {
        if !self.is_noted.swap(true, Ordering::AcqRel) {
            let mut woken = lock(&self.woken);
            woken.children.push(self.index);
            let task = woken.task.take();
            drop(woken);
            task.into_iter().for_each(Waker::wake);
        }
    }
}
