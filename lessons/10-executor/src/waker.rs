//! The waker of a task: it puts the task into the ready queue, from any thread.
//!
//! On the loop's thread, it uses the queue directly. On another thread, it goes through the
//! mailbox, the only part of the loop that threads share, and unparks the loop. If the loop is
//! not parked yet, its next park returns at once, so no wake is lost.

use crate::{current, task::TaskId};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::{mem, task::Wake};

/// Knows only the id of its task, because it may outlive the task and the loop.
pub(crate) struct TaskWaker {
    pub(crate) id: TaskId,
    pub(crate) mailbox: Arc<Mailbox>,
    /// Whether this waker is in the mailbox, or is about to be put there.
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

/// The wakes by other threads, which the loop moves into its ready queue.
pub(crate) struct Mailbox {
    /// `None` when the loop has ended.
    pub(crate) woken: Mutex<Option<Vec<Arc<TaskWaker>>>>,
    pub(crate) unparker: mio::Waker,
}

impl Mailbox {
    fn deliver(&self, waker: Arc<TaskWaker>) {
        let mut woken = self.woken.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(wakers) = &mut *woken else { return };
        wakers.push(waker);
        let is_first = wakers.len() == 1;
        drop(woken);
        if is_first {
            self.unparker.wake().expect("the loop's thread can be unparked");
        }
    }

    /// Takes the ids of all wakers in the mailbox, and puts `refill` in their place.
    pub(crate) fn empty(&self, refill: Option<Vec<Arc<TaskWaker>>>) -> Vec<TaskId> {
        let mut woken = self.woken.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = mem::replace(&mut *woken, refill).unwrap_or_default();
        drop(woken);
        // From here on, a wake puts the waker into the mailbox again. An earlier wake that
        // found the waker already there has published its writes by its own `swap`. This
        // `swap`, unlike a plain store, acquires them, so the next poll sees them. It always
        // returns true: a waker in the mailbox is marked.
        let unmail =
            |it: &Arc<TaskWaker>| it.is_mailed.swap(false, Ordering::AcqRel);
        taken.iter().filter(|it| unmail(it)).map(|it| it.id).collect()
    }
}
