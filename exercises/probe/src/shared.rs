//! State that several tasks or threads of a check share.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A value behind a lock. Clones share it. A panic while it is locked does no harm: a
/// check goes on to say what it has seen.
#[derive(Debug, Default)]
pub struct Shared<T>(Arc<Mutex<T>>);

impl<T> Shared<T> {
    /// Shares `value`.
    pub fn new(value: T) -> Self {
        Self(Arc::new(Mutex::new(value)))
    }

    /// Locks it, until the guard is dropped.
    pub fn lock(&self) -> MutexGuard<'_, T> {
        lock(&self.0)
    }

    /// A copy of it.
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        self.lock().clone()
    }

    /// Replaces it.
    pub fn set(&self, value: T) {
        *self.lock() = value;
    }

    /// Takes it out, and leaves the default.
    pub fn take(&self) -> T
    where
        T: Default,
    {
        std::mem::take(&mut *self.lock())
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

/// Locks a mutex that may have been locked during a panic.
pub fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::Shared;
    use std::panic::catch_unwind;

    #[test]
    fn it_survives_a_panic_of_whoever_has_locked_it() {
        let shared = Shared::new(vec![1]);
        let clone = shared.clone();
        let panicked = catch_unwind(move || {
            clone.lock().push(2);
            let _guard = clone.lock();
            std::panic::resume_unwind(Box::new("on purpose"));
        });
        panicked.unwrap_err();
        assert_eq!(shared.get(), [1, 2]);
        assert_eq!(shared.take(), [1, 2]);
        assert!(shared.get().is_empty());
    }
}
