//! A task round a timeout round the job: two borders, the right way round.
//!
//! The timeout drops the job, where it stands, inside the task; so nothing is left to
//! abort, and a `JoinError` can only be a panic. Each handle has the place of its job.

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
