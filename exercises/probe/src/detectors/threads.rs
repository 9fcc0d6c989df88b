//! Records on which threads something happened.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::{self, ThreadId},
};

/// A set of threads. Thread ids are never reused, so two threads count as two even if
/// the first one has ended.
///
/// Clones share the same set.
#[derive(Clone, Debug, Default)]
pub struct Threads(Arc<Mutex<HashSet<ThreadId>>>);

impl Threads {
    /// An empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the calling thread.
    pub fn note(&self) {
        self.seen().insert(thread::current().id());
    }

    /// How many different threads are in the set.
    pub fn count(&self) -> usize {
        self.seen().len()
    }

    /// Whether the calling thread is in the set.
    pub fn saw_caller(&self) -> bool {
        self.seen().contains(&thread::current().id())
    }

    fn seen(&self) -> MutexGuard<'_, HashSet<ThreadId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
