//! State that several tasks or threads of a check share.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

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

    /// Waits until it is such, and returns whether it is: no longer than `patience`, and
    /// without holding the lock.
    pub fn wait_until(&self, patience: Duration, such: impl Fn(&T) -> bool) -> bool {
        let begun = Instant::now();
        loop {
            // In the head of the `match`, the lock would be held through its arms.
            let is_such = such(&self.lock());
            match is_such {
                true => return true,
                false if begun.elapsed() >= patience => return false,
                false => thread::sleep(Duration::from_millis(1)),
            }
        }
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
    use std::{panic::catch_unwind, thread, time::Duration};

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

    #[test]
    fn waiting_for_it_does_not_keep_it_locked() {
        let shared = Shared::new(false);
        let clone = shared.clone();
        let waits = thread::spawn(move || {
            clone.wait_until(Duration::from_secs(60), |it| *it)
        });
        let is_free = |_: &_| {
            thread::sleep(Duration::from_millis(1));
            shared.0.try_lock().is_ok()
        };
        // A look of the other thread may be met, but not most of the time.
        let free = (0..100).filter(is_free).count();
        shared.set(true);
        assert!(waits.join().unwrap());
        assert!(free > 50, "it was free at {free} of 100 times");
    }

    #[test]
    fn waiting_for_it_ends_when_it_is_such_or_patience_is_over() {
        let shared = Shared::new(0);
        let clone = shared.clone();
        let setter = thread::spawn(move || clone.set(1));
        assert!(shared.wait_until(Duration::from_secs(60), |it| *it == 1));
        setter.join().unwrap();
        assert!(!shared.wait_until(Duration::ZERO, |it| *it == 2));
        assert!(shared.wait_until(Duration::ZERO, |it| *it == 1));
    }
}
