//! No tasks: `catch_unwind` gives each future its own boundary for panics.

use crate::{Job, Outcome};
use futures::{FutureExt, future::join_all};
use std::{panic::AssertUnwindSafe, time::Duration};
use tokio::time::timeout;

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let run = async |job: Job| {
        let caught = AssertUnwindSafe(job.run()).catch_unwind();
        match timeout(limit, caught).await {
            Ok(Ok(Ok(number))) => Outcome::Done(number),
            Ok(Ok(Err(words))) => Outcome::Failed(words),
            Ok(Err(_)) => Outcome::Panicked,
            Err(_) => Outcome::Canceled,
        }
    };
    join_all(jobs.into_iter().map(run)).await
}
