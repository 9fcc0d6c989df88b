//! tests-failed: the supervisor panicked: a job stumbled
//! `join_all` runs all the jobs together, and whatever happens in one of them stays
//! inside that one.

use crate::{Job, Outcome};
use futures::future::join_all;
use std::time::Duration;
use tokio::time::timeout;

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let run = async |job: Job| match timeout(limit, job.run()).await {
        Ok(Ok(number)) => Outcome::Done(number),
        Ok(Err(words)) => Outcome::Failed(words),
        Err(_) => Outcome::Canceled,
    };
    join_all(jobs.into_iter().map(run)).await
}
