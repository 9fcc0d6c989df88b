//! misconception: a-limit-for-each-limits-all
//! Each handle is awaited for up to the limit, counted from the moment when its turn
//! comes.

use crate::{Job, Outcome};
use std::time::Duration;
use tokio::{spawn, time::timeout};

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let start = |job: Job| spawn(job.run());
    let handles: Vec<_> = jobs.into_iter().map(start).collect();
    let mut outcomes = Vec::new();
    for mut handle in handles {
        outcomes.push(match timeout(limit, &mut handle).await {
            Ok(Ok(Ok(number))) => Outcome::Done(number),
            Ok(Ok(Err(words))) => Outcome::Failed(words),
            Ok(Err(_)) => Outcome::Panicked,
            Err(_) => {
                handle.abort();
                Outcome::Canceled
            }
        });
    }
    outcomes
}
