//! On which threads something happened.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::{self, ThreadId},
};

/// The threads that came by. A thread keeps its number for good, so two are never
/// taken for one, even if the first has ended.
///
/// Clones know the same threads.
#[derive(Clone, Debug, Default)]
pub struct Threads(Arc<Mutex<HashSet<ThreadId>>>);

impl Threads {
    /// Nobody came by yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes the calling thread.
    pub fn note(&self) {
        self.seen().insert(thread::current().id());
    }

    /// How many different threads were noted.
    pub fn count(&self) -> usize {
        self.seen().len()
    }

    /// Whether the thread that asks was noted.
    pub fn saw_caller(&self) -> bool {
        self.seen().contains(&thread::current().id())
    }

    fn seen(&self) -> MutexGuard<'_, HashSet<ThreadId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
