//! Whether an observation is over and what is left of it is being thrown away.
//!
//! Whatever happens then, the attempt had no part in it: a task that it left behind
//! is dropped by us, and what closes a file in its `Drop` has not closed it in time.

use std::cell::Cell;

thread_local! {
    static OVER: Cell<bool> = const { Cell::new(false) };
}

/// Does `clear`, which throws the rest of an observation away.
pub(crate) fn during(clear: impl FnOnce()) {
    /// Says that all is thrown away, even if some of it panicked.
    struct Cleared;
    impl Drop for Cleared {
        fn drop(&mut self) {
            OVER.set(false);
        }
    }

    OVER.set(true);
    let _cleared = Cleared;
    clear();
}

/// Whether this thread is throwing the rest of an observation away.
pub(crate) fn is_over() -> bool {
    OVER.get()
}
