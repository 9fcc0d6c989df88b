//! misconception: a-limit-for-each-limits-all
//! Each handle is awaited with a timeout of its own, and the timeout drops the handle.

use crate::{Job, Outcome};
use std::time::Duration;
use tokio::{spawn, time::timeout};

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let handles: Vec<_> = jobs.into_iter().map(|job| spawn(job.run())).collect();
    let mut outcomes = Vec::new();
    for handle in handles {
        outcomes.push(match timeout(limit, handle).await {
            Ok(Ok(Ok(number))) => Outcome::Done(number),
            Ok(Ok(Err(words))) => Outcome::Failed(words),
            Ok(Err(_)) => Outcome::Panicked,
            Err(_) => Outcome::Canceled,
        });
    }
    outcomes
}
