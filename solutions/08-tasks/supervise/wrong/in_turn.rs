//! misconception: spawned-one-by-one
//! Each job has a task, and each task is awaited before the next one starts.

use crate::{Job, Outcome};
use std::time::Duration;
use tokio::{spawn, time::timeout};

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for job in jobs {
        outcomes.push(match spawn(timeout(limit, job.run())).await {
            Ok(Ok(Ok(number))) => Outcome::Done(number),
            Ok(Ok(Err(words))) => Outcome::Failed(words),
            Ok(Err(_)) => Outcome::Canceled,
            Err(_) => Outcome::Panicked,
        });
    }
    outcomes
}
