//! The error of a loop whose tasks are all waiting, with nothing left that could wake
//! any of them.

use std::{fmt, panic::Location};

/// The most tasks that the message lists.
const LISTED: usize = 20;

/// No task is ready, no timer is set, no task waits for a socket, and nothing outside the loop
/// has a waker, so nothing can wake a task.
///
/// Only a loop with the virtual clock reports this, and only if the remaining wakers
/// are in its tasks' handles. A waker anywhere else, for instance in a channel, might
/// be used by another thread. In that case, the loop sleeps, and so does a loop with
/// the machine's clock.
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
        for (id, at) in self.waiting.iter().take(LISTED) {
            write!(f, "\n  task {id}, from {at}")?;
        }
        match self.waiting.len().saturating_sub(LISTED) {
            0 => Ok(()),
            more => write!(f, "\n  and {more} more"),
        }
    }
}

impl std::error::Error for Deadlock {}
