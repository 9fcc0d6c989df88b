//! The error of a loop whose tasks all wait, with nothing left that could wake one.

use std::{fmt, panic::Location};

/// No task is ready, no timer is set, and no task waits for a socket, so nothing on this
/// thread can wake a task.
///
/// Only a loop with the virtual clock reports this. It does not know whether another
/// thread has a waker. With the real clock, the loop sleeps, because another thread
/// may have one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadlock {
    /// The numbers of the waiting tasks, and where they were spawned. Number 0 is the future
    /// that was passed to `block_on_virtual`.
    pub waiting: Vec<(usize, &'static Location<'static>)>,
}

impl fmt::Display for Deadlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "deadlock: no task is ready and no timer is set; still waiting:",
        )?;
        let mut waiting = self.waiting.iter();
        waiting.try_for_each(|(id, at)| write!(f, "\n  task {id}, from {at}"))
    }
}

impl std::error::Error for Deadlock {}
