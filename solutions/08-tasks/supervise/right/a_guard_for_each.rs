//! Uses two tasks for each job: one runs it, and the other aborts the first at the
//! limit.

use crate::{Job, Outcome};
use std::time::Duration;
use tokio::{spawn, time::sleep};

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let mut watched = Vec::new();
    for job in jobs {
        let task = spawn(job.run());
        let stop = task.abort_handle();
        let guard = spawn(async move {
            sleep(limit).await;
            stop.abort();
        });
        watched.push((task, guard));
    }
    let mut outcomes = Vec::new();
    for (task, guard) in watched {
        outcomes.push(match task.await {
            Ok(Ok(number)) => Outcome::Done(number),
            Ok(Err(words)) => Outcome::Failed(words),
            Err(error) if error.is_cancelled() => Outcome::Canceled,
            Err(_) => Outcome::Panicked,
        });
        guard.abort();
    }
    outcomes
}
