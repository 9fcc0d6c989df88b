//! tests-failed: at most 10 of 40 jobs were in flight together
//! At most ten jobs run at a time.

use crate::{Job, Outcome};
use futures::stream::{self, StreamExt};
use std::time::Duration;
use tokio::{spawn, time::timeout};

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let run = async |job: Job| match spawn(timeout(limit, job.run())).await {
        Ok(Ok(Ok(number))) => Outcome::Done(number),
        Ok(Ok(Err(words))) => Outcome::Failed(words),
        Ok(Err(_)) => Outcome::Canceled,
        Err(_) => Outcome::Panicked,
    };
    stream::iter(jobs.into_iter().map(run)).buffered(10).collect().await
}
