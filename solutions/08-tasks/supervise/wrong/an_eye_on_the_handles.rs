//! misconception: now-and-then-is-waiting
//! Checks every ten milliseconds whether all jobs have ended, and so finds out late.

use crate::{Job, Outcome};
use std::time::Duration;
use tokio::time::{Instant, sleep};

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let start = Instant::now();
    let tasks: Vec<_> =
        jobs.into_iter().map(|job| tokio::spawn(job.run())).collect();
    while start.elapsed() < limit && tasks.iter().any(|task| !task.is_finished()) {
        sleep(Duration::from_millis(10)).await;
    }
    let mut outcomes = Vec::new();
    for task in tasks {
        task.abort();
        outcomes.push(match task.await {
            Ok(Ok(number)) => Outcome::Done(number),
            Ok(Err(words)) => Outcome::Failed(words),
            Err(error) if error.is_panic() => Outcome::Panicked,
            Err(_) => Outcome::Canceled,
        });
    }
    outcomes
}
