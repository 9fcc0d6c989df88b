//! misconception: a-panic-leaves-its-task
//! `await` returns a `Result`, and a task that ran surely returns an `Ok`.

use crate::{Job, Outcome};
use std::time::Duration;
use tokio::{spawn, time::timeout};

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let start = |job: Job| spawn(timeout(limit, job.run()));
    let handles: Vec<_> = jobs.into_iter().map(start).collect();
    let mut outcomes = Vec::new();
    for handle in handles {
        outcomes.push(match handle.await.unwrap() {
            Ok(Ok(number)) => Outcome::Done(number),
            Ok(Err(words)) => Outcome::Failed(words),
            Err(_) => Outcome::Canceled,
        });
    }
    outcomes
}
