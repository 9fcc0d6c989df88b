//! misconception: blocking-is-waiting
//! Sleeps until the limit and collects what has ended. But the sleep has blocked the
//! thread all that time, so nothing has ended.

use crate::{Job, Outcome};
use std::{thread, time::Duration};

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let tasks: Vec<_> =
        jobs.into_iter().map(|job| tokio::spawn(job.run())).collect();
    thread::sleep(limit);
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
