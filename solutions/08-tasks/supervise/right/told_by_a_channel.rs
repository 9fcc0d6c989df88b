//! Each job has a task, and a second task waits for the first one and sends the
//! job's outcome and index.

use crate::{Job, Outcome};
use std::time::Duration;
use tokio::{sync::mpsc, time::timeout};

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let mut outcomes = vec![Outcome::Canceled; jobs.len()];
    let (tell, mut told) = mpsc::channel(4);
    for (place, job) in jobs.into_iter().enumerate() {
        let tell = tell.clone();
        tokio::spawn(async move {
            let outcome = match tokio::spawn(timeout(limit, job.run())).await {
                Ok(Ok(Ok(number))) => Outcome::Done(number),
                Ok(Ok(Err(words))) => Outcome::Failed(words),
                Ok(Err(_)) => Outcome::Canceled,
                Err(_) => Outcome::Panicked,
            };
            tell.send((place, outcome)).await.ok();
        });
    }
    drop(tell);
    while let Some((place, outcome)) = told.recv().await {
        outcomes[place] = outcome;
    }
    outcomes
}
