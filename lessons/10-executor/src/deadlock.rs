//! What the loop says when nothing will ever happen again.

use std::{fmt, panic::Location};

/// No task is ready, no timer is set, nobody waits for a socket: nothing is left that could
/// wake a task.
///
/// Only a loop on the virtual clock says so. On the real one, another thread may have a
/// waker, and may take its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadlock {
    /// The numbers of the tasks that wait, and where they were spawned. Number 0 is the
    /// future that the loop was called with.
    pub waiting: Vec<(usize, &'static Location<'static>)>,
}

impl fmt::Display for Deadlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("deadlock: no task is ready and no timer is set; who waits:")?;
        let mut waiting = self.waiting.iter();
        waiting.try_for_each(|(id, at)| write!(f, "\n  task {id}, from {at}"))
    }
}

impl std::error::Error for Deadlock {}
