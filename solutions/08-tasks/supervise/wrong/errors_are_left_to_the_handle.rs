//! misconception: an-err-reaches-its-spawner
//! Each task stores its number. A task that fails ends with an `Err`, and awaiting
//! its handle will return that error.

use crate::{Job, Outcome};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{spawn, time::timeout};

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let outcomes = Arc::new(Mutex::new(vec![Outcome::Canceled; jobs.len()]));
    let start = |(place, job): (usize, Job)| {
        let outcomes = outcomes.clone();
        spawn(timeout(limit, async move {
            let number = job.run().await?;
            outcomes.lock().expect("no panic while locked")[place] =
                Outcome::Done(number);
            Ok::<_, String>(())
        }))
    };
    let handles: Vec<_> = jobs.into_iter().enumerate().map(start).collect();
    for (place, handle) in handles.into_iter().enumerate() {
        if handle.await.is_err() {
            outcomes.lock().expect("no panic while locked")[place] =
                Outcome::Panicked;
        }
    }
    outcomes.lock().expect("no panic while locked").clone()
}
