//! Contains panics that no handle can report.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs user code: a waker or a destructor. If it panics, the panic ends here, and so
/// do panics of panic payloads that panic when they are dropped.
pub(crate) fn contain(foreign: impl FnOnce()) {
    let mut end = catch_unwind(AssertUnwindSafe(foreign));
    while let Err(payload) = end {
        end = catch_unwind(AssertUnwindSafe(move || drop(payload)));
    }
}
