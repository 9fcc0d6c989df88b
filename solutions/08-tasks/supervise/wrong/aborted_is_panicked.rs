//! misconception: a-join-error-is-a-panic
//! A handle returns a result, or an error if the task panicked.

use crate::{Job, Outcome};
use std::time::Duration;
use tokio::{
    spawn,
    task::{AbortHandle, JoinHandle},
    time::sleep,
};

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let start = |job: Job| spawn(job.run());
    let handles: Vec<_> = jobs.into_iter().map(start).collect();
    let stops: Vec<_> = handles.iter().map(JoinHandle::abort_handle).collect();
    let guard = spawn(async move {
        sleep(limit).await;
        stops.iter().for_each(AbortHandle::abort);
    });
    let mut outcomes = Vec::new();
    for handle in handles {
        outcomes.push(match handle.await {
            Ok(Ok(number)) => Outcome::Done(number),
            Ok(Err(words)) => Outcome::Failed(words),
            Err(_) => Outcome::Panicked,
        });
    }
    guard.abort();
    outcomes
}
