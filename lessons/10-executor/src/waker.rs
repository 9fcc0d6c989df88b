//! The waker of a task: it puts the task into the ready queue, from any thread.
//!
//! On the loop's thread, it uses the queue directly. On another thread, it goes through the
//! mailbox, the only part of the loop that threads share, and unparks the loop. If the
//! loop is not parked yet, its next park returns immediately, so no wake is lost.

use crate::{current, task::TaskId};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::{mem, panic::Location, task::Wake, time::Duration};

/// This waker knows only the id of its task, because it may outlive the task and the
/// loop.
pub(crate) struct TaskWaker {
    pub(crate) id: TaskId,
    pub(crate) spawned_at: &'static Location<'static>,
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
            own.map(|it| it.tasks.borrow_mut().wake(self.id)).is_some()
        });
        if !is_here && !self.is_mailed.swap(true, Ordering::AcqRel) {
            self.mailbox.deliver(Arc::clone(self));
        }
    }
}

/// The wakes by other threads, which the loop moves into its ready queue.
#[derive(Default)]
pub(crate) struct Mailbox {
    mail: Mutex<Mail>,
    /// Lets the loop see that the mailbox is empty without locking it.
    has_mail: AtomicBool,
    filled: Condvar,
}

#[derive(Default)]
struct Mail {
    woken: Vec<Arc<TaskWaker>>,
    /// Ends the sleep of the reactor. Without a reactor, the loop waits for `filled`.
    unparker: Option<Arc<mio::Waker>>,
    is_closed: bool,
}

impl Mailbox {
    fn deliver(&self, waker: Arc<TaskWaker>) {
        let mut mail = self.lock();
        if mail.is_closed {
            return;
        }
        mail.woken.push(waker);
        // Only the first wake unparks the loop, which then takes all of them.
        if self.has_mail.swap(true, Ordering::Release) {
            return;
        }
        let unparker = mail.unparker.clone();
        // The lock is released first, because the loop takes it when it wakes up.
        drop(mail);
        match unparker {
            Some(it) => it.wake().expect("the loop's thread can be unparked"),
            None => self.filled.notify_one(),
        }
    }

    pub(crate) fn has_mail(&self) -> bool {
        self.has_mail.load(Ordering::Acquire)
    }

    /// Takes the ids of all wakers in the mailbox.
    pub(crate) fn take(&self) -> Vec<TaskId> {
        let mut mail = self.lock();
        self.has_mail.store(false, Ordering::Relaxed);
        let woken = mem::take(&mut mail.woken);
        drop(mail);
        for waker in &woken {
            // From here on, a wake puts the waker into the mailbox again. An earlier wake that
            // found the waker already there has published its writes by its own `swap`. This
            // `swap`, unlike a plain store, acquires them, so the next poll sees them.
            waker.is_mailed.swap(false, Ordering::AcqRel);
        }
        woken.iter().map(|it| it.id).collect()
    }

    /// Sleeps until mail arrives, but no longer than `limit`.
    pub(crate) fn wait(&self, limit: Duration) {
        let is_empty = |mail: &mut Mail| mail.woken.is_empty();
        drop(self.filled.wait_timeout_while(self.lock(), limit, is_empty));
    }

    /// From now on, mail ends the sleep of the reactor that `unparker` belongs to.
    pub(crate) fn unpark_with(&self, unparker: mio::Waker) {
        self.lock().unparker = Some(Arc::new(unparker));
    }

    /// The loop has ended: drops all current and future mail, and the unparker.
    pub(crate) fn close(&self) {
        *self.lock() = Mail { is_closed: true, ..Mail::default() };
    }

    fn lock(&self) -> MutexGuard<'_, Mail> {
        self.mail.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
