//! # Supervise
//!
//! **build, 15 minutes**
//!
//! Run all jobs at once, none of them for longer than `limit`, and return how each
//! of them ended. A job may return a number or an error, panic, or take too long,
//! and none of them may affect another.
//!
//! **Given:** `job.run().await` returns `Ok(number)` or `Err(words)`, or it panics.
//!
//! ```text
//! enum Outcome {
//!     Done(u64),      // it returned Ok
//!     Failed(String), // it returned Err
//!     Panicked,
//!     Canceled,       // it was stopped at the limit
//! }
//! ```
//!
//! **Judged:** on the virtual clock:
//!
//! - The outcomes are right, and in the order of the jobs.
//! - The call takes as long as the slowest job, but not longer than the limit.
//! - At the limit, jobs that are still running are stopped, and no task is left
//!   running.
//! - If there are no jobs, there are no outcomes.
//!
//! **Taught in:** lessons/08-tasks, "On an errand".

use crate::{Job, Outcome};
use std::time::Duration;

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    // TODO: run all jobs at once, and give their outcomes in order.
    todo!("supervise {} jobs", jobs.len())
}
