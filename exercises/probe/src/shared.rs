//! State that is shared between tasks or threads.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

/// A value behind a lock. Clones share it. A panic during the lock does not poison the
/// value, because the check still has to report what it saw.
#[derive(Debug, Default)]
pub struct Shared<T>(Arc<Mutex<T>>);

impl<T> Shared<T> {
    /// Shares `value`.
    pub fn new(value: T) -> Self {
        Self(Arc::new(Mutex::new(value)))
    }

    /// Locks the value until the guard is dropped.
    pub fn lock(&self) -> MutexGuard<'_, T> {
        lock(&self.0)
    }

    /// A clone of the value.
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        self.lock().clone()
    }

    /// Replaces the value.
    pub fn set(&self, value: T) {
        *self.lock() = value;
    }

    /// Waits until the value matches `predicate`, but no longer than `patience`. Returns
    /// whether it matches. The lock is not held while this waits.
    pub fn wait_until(
        &self,
        patience: Duration,
        predicate: impl Fn(&T) -> bool,
    ) -> bool {
        let begun = Instant::now();
        loop {
            // If the guard were created in the `match` expression, it would live until
            // the `match` ends.
            let matches = predicate(&self.lock());
            match matches {
                true => return true,
                false if begun.elapsed() >= patience => return false,
                false => thread::sleep(Duration::from_millis(1)),
            }
        }
    }

    /// Takes the value, and leaves the default in its place.
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

/// Locks a mutex, even if it is poisoned.
pub fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::Shared;
    use std::{panic::catch_unwind, thread, time::Duration};

    #[test]
    fn the_value_can_be_used_after_a_panic_while_it_was_locked() {
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

    #[test]
    fn the_lock_is_not_held_while_waiting() {
        let shared = Shared::new(false);
        let clone = shared.clone();
        let waits = thread::spawn(move || {
            clone.wait_until(Duration::from_secs(60), |it| *it)
        });
        let is_free = |_: &_| {
            thread::sleep(Duration::from_millis(1));
            shared.0.try_lock().is_ok()
        };
        // The other thread may hold the lock to check the value, but only rarely.
        let free = (0..100).filter(is_free).count();
        shared.set(true);
        assert!(waits.join().unwrap());
        assert!(free > 50, "it was free at {free} of 100 times");
    }

    #[test]
    fn waiting_ends_when_the_value_matches_or_patience_runs_out() {
        let shared = Shared::new(0);
        let clone = shared.clone();
        let setter = thread::spawn(move || clone.set(1));
        assert!(shared.wait_until(Duration::from_secs(60), |it| *it == 1));
        setter.join().unwrap();
        assert!(!shared.wait_until(Duration::ZERO, |it| *it == 2));
        assert!(shared.wait_until(Duration::ZERO, |it| *it == 1));
    }
}
