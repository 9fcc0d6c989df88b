//! The teardown of an observation drops what is left of the attempt.
//!
//! Detectors ignore what happens during teardown, because the attempt did not do it.
//! For example, when the probe drops a task that the attempt left behind, a guard in
//! that task may close a file, but the attempt did not close it in time.

use std::cell::Cell;

thread_local! {
    static IN_PROGRESS: Cell<bool> = const { Cell::new(false) };
}

/// Calls `drop_rest`, which drops what is left of an observation.
pub(crate) fn during(drop_rest: impl FnOnce()) {
    /// Ends the teardown, even if a destructor panicked.
    struct Reset;
    impl Drop for Reset {
        fn drop(&mut self) {
            IN_PROGRESS.set(false);
        }
    }

    IN_PROGRESS.set(true);
    let _reset = Reset;
    drop_rest();
}

/// Whether this thread is dropping what is left of an observation.
pub(crate) fn is_in_progress() -> bool {
    IN_PROGRESS.get()
}
