//! misconception: now-and-then-is-waiting
//! The handles are checked every millisecond, which is never late.

use crate::{Job, Outcome};
use std::time::Duration;
use tokio::{
    spawn,
    time::{sleep, timeout},
};

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let start = |job: Job| spawn(timeout(limit, job.run()));
    let handles: Vec<_> = jobs.into_iter().map(start).collect();
    while !handles.iter().all(|it| it.is_finished()) {
        sleep(Duration::from_millis(1)).await;
    }
    let mut outcomes = Vec::new();
    for handle in handles {
        outcomes.push(match handle.await {
            Ok(Ok(Ok(number))) => Outcome::Done(number),
            Ok(Ok(Err(words))) => Outcome::Failed(words),
            Ok(Err(_)) => Outcome::Canceled,
            Err(_) => Outcome::Panicked,
        });
    }
    outcomes
}
