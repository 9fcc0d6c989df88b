//! Panics that have no handle to go to.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs foreign code: a waker, or a destructor. If it panics, the panic ends here, and so do
/// the panics of payloads that panic when they are dropped.
pub(crate) fn contain(foreign: impl FnOnce()) {
    let mut end = catch_unwind(AssertUnwindSafe(foreign));
    while let Err(payload) = end {
        end = catch_unwind(AssertUnwindSafe(move || drop(payload)));
    }
}
