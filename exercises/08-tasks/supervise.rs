//! # Supervise                                                build, 15 minutes
//!
//! Run all jobs at once, none of them for longer than `limit`, and tell of each how
//! it ended. One gives a number, one an error, one panics, one takes too long, and
//! none of them may disturb another.
//!
//! Given: `job.run().await` gives `Ok(number)` or `Err(words)`, or it panics. The
//! outcomes are `Done(number)`, `Failed(words)`, `Panicked`, and `Canceled` for those
//! that were stopped at the limit.
//! Judged on the virtual clock: the outcomes are right, and in the order of the jobs;
//! it takes as long as the slowest job, but not longer than the limit; at the limit
//! what still runs is stopped, and no task is left. No jobs, no outcomes.
//! Taught in lessons/08-tasks, "On an errand".

use crate::{Job, Outcome};
use std::time::Duration;

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    // TODO: run all jobs at once, and give their outcomes in order.
    todo!("supervise {} jobs", jobs.len())
}
