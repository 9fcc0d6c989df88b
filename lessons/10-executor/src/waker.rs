//! The waker of a task: it puts the task into the ready queue, from wherever it is called.
//!
//! On the loop's own thread it reaches the queue itself. From another it goes through the
//! mailbox, the one part of the loop that is shared, and rings a bell that ends the loop's
//! sleep. Rung before the sleep begins, the bell ends it at once: no wake is slept through.

use crate::{current, task::TaskId};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::{mem, task::Wake};

/// Knows its task by id, and nothing else of it: it may outlive the task and the loop.
pub(crate) struct TaskWaker {
    pub(crate) id: TaskId,
    pub(crate) mailbox: Arc<Mailbox>,
    /// Whether it lies in the mailbox.
    pub(crate) is_mailed: AtomicBool,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let is_here = current::with(|core| {
            let own = core.filter(|it| Arc::ptr_eq(&it.mailbox, &self.mailbox));
            own.map(|it| it.ready.borrow_mut().wake(self.id)).is_some()
        });
        if !is_here && !self.is_mailed.swap(true, Ordering::AcqRel) {
            self.mailbox.deliver(Arc::clone(self));
        }
    }
}

/// Wakes from other threads, on their way to the ready queue.
pub(crate) struct Mailbox {
    /// None when the loop is over.
    pub(crate) woken: Mutex<Option<Vec<Arc<TaskWaker>>>>,
    pub(crate) bell: mio::Waker,
}

impl Mailbox {
    fn deliver(&self, waker: Arc<TaskWaker>) {
        let mut woken = self.woken.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(wakers) = &mut *woken else { return };
        wakers.push(waker);
        let is_first = wakers.len() == 1;
        drop(woken);
        if is_first {
            self.bell.wake().expect("a bell can be rung as long as it exists");
        }
    }

    /// Takes all that was delivered; `refill` is what is there afterwards.
    pub(crate) fn empty(&self, refill: Option<Vec<Arc<TaskWaker>>>) -> Vec<TaskId> {
        let mut woken = self.woken.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = mem::replace(&mut *woken, refill).unwrap_or_default();
        drop(woken);
        // Who wakes from now on delivers again. Who came before and found it delivered has
        // written what they woke for: swapping, and not just storing, shows it to the poll.
        let unmail =
            |it: &Arc<TaskWaker>| it.is_mailed.swap(false, Ordering::AcqRel);
        taken.iter().filter(|it| unmail(it)).map(|it| it.id).collect()
    }
}
