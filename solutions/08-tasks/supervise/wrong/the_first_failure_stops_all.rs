//! tests-failed: instead of
//! The first failed job ends the call, as in `try_join_all`.

use crate::{Job, Outcome};
use std::time::Duration;
use tokio::{task::JoinSet, time::timeout};

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let mut outcomes = vec![Outcome::Canceled; jobs.len()];
    let mut set = JoinSet::new();
    for (n, job) in jobs.into_iter().enumerate() {
        set.spawn(async move { (n, tokio::spawn(timeout(limit, job.run())).await) });
    }
    while let Some(Ok((n, end))) = set.join_next().await {
        outcomes[n] = match end {
            Ok(Ok(Ok(number))) => Outcome::Done(number),
            Ok(Ok(Err(words))) => Outcome::Failed(words),
            Ok(Err(_)) => Outcome::Canceled,
            Err(_) => Outcome::Panicked,
        };
        if matches!(outcomes[n], Outcome::Failed(_)) {
            break;
        }
    }
    outcomes
}
