//! misconception: timeout-ends-the-task
//! The timeout is around the handle, and drops the handle as if it were the job.

use crate::{Job, Outcome};
use std::time::Duration;
use tokio::{
    spawn,
    time::{Instant, timeout_at},
};

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let deadline = Instant::now() + limit;
    let start = |job: Job| spawn(job.run());
    let handles: Vec<_> = jobs.into_iter().map(start).collect();
    let mut outcomes = Vec::new();
    for handle in handles {
        outcomes.push(match timeout_at(deadline, handle).await {
            Ok(Ok(Ok(number))) => Outcome::Done(number),
            Ok(Ok(Err(words))) => Outcome::Failed(words),
            Ok(Err(_)) => Outcome::Panicked,
            Err(_) => Outcome::Canceled,
        });
    }
    outcomes
}
