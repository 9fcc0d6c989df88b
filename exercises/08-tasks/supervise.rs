//! # Supervise
//!
//! **build, 15 minutes**
//!
//! Run all jobs at the same time, none of them for longer than `limit`, and return
//! how each one ended. A job may return a number, return an error, panic, or take
//! too long. None of that may affect another job.
//!
//! **Given:**
//!
//! ```text
//! impl Job {
//!     async fn run(self) -> Result<u64, String>; // may panic
//! }
//! enum Outcome {
//!     Done(u64),      // it returned Ok
//!     Failed(String), // it returned Err
//!     Panicked,
//!     Canceled,       // it was stopped at the limit
//! }
//! ```
//!
//! **Judged:** on the virtual clock, with up to 40 jobs and a limit from 0.5 s to
//! 10 minutes:
//!
//! - The outcomes are right, and in the order of the jobs.
//! - The call takes as long as the slowest job, but no longer than the limit.
//! - Jobs that are still running at the limit are dropped at that moment, and no
//!   task is left running.
//! - With `n` jobs, the call is polled at most `10 n + 10` times.
//! - If there are no jobs, there are no outcomes.
//!
//! **Taught in:** lessons/08-tasks, "On an errand".

use crate::{Job, Outcome};
use std::time::Duration;

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    // TODO: run all jobs at the same time, and return their outcomes in order.
    todo!("supervise {} jobs", jobs.len())
}
