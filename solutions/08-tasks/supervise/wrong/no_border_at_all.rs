//! tests-failed: the supervisor panicked: a job stumbled
//! The jobs run one after another in the supervisor's own task, which ends with the
//! first panic.

use crate::{Job, Outcome};
use std::time::Duration;
use tokio::time::timeout;

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for job in jobs {
        outcomes.push(match timeout(limit, job.run()).await {
            Ok(Ok(number)) => Outcome::Done(number),
            Ok(Err(words)) => Outcome::Failed(words),
            Err(_) => Outcome::Canceled,
        });
    }
    outcomes
}
