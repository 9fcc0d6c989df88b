//! The job is inside a timeout, which is inside a task: two boundaries, in the right
//! order.
//!
//! The timeout drops the job inside the task, so nothing is left to abort, and a
//! `JoinError` can only be a panic. The handles are in the order of the jobs.

use crate::{Job, Outcome};
use std::time::Duration;
use tokio::{spawn, time::timeout};

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let start = |job: Job| spawn(timeout(limit, job.run()));
    let handles: Vec<_> = jobs.into_iter().map(start).collect();
    let mut outcomes = Vec::new();
    for handle in handles {
        outcomes.push(match handle.await {
            Ok(Ok(Ok(number))) => Outcome::Done(number),
            Ok(Ok(Err(words))) => Outcome::Failed(words),
            Ok(Err(_)) => Outcome::Canceled,
            Err(_) => Outcome::Panicked,
        });
    }
    outcomes
}
