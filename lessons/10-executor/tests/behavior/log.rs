//! A log of what happened, in order.

use std::sync::{Arc, Mutex, PoisonError};
use std::task::Wake;

#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<&'static str>>>);

impl Log {
    pub(crate) fn note(&self, what: &'static str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(what);
    }

    pub(crate) fn read(&self) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).join(", ")
    }

    /// A value that logs `what` when it is dropped.
    pub(crate) fn on_drop(&self, what: &'static str) -> OnDrop {
        OnDrop(self.clone(), what)
    }

    /// A waker that logs `what` when it is woken.
    pub(crate) fn on_wake(&self, what: &'static str) -> Arc<OnWake> {
        Arc::new(OnWake(self.clone(), what))
    }
}

pub(crate) struct OnDrop(Log, &'static str);

impl Drop for OnDrop {
    fn drop(&mut self) {
        self.0.note(self.1);
    }
}

pub(crate) struct OnWake(Log, &'static str);

impl Wake for OnWake {
    fn wake(self: Arc<Self>) {
        self.0.note(self.1);
    }
}
