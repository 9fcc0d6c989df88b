//! misconception: an-err-reaches-its-spawner
//! Each task notes its number. One that fails ends with an `Err`, and that will come
//! out of its handle.

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
            outcomes.lock().expect("nobody panics with it")[place] =
                Outcome::Done(number);
            Ok::<_, String>(())
        }))
    };
    let handles: Vec<_> = jobs.into_iter().enumerate().map(start).collect();
    for (place, handle) in handles.into_iter().enumerate() {
        if handle.await.is_err() {
            outcomes.lock().expect("nobody panics with it")[place] =
                Outcome::Panicked;
        }
    }
    outcomes.lock().expect("nobody panics with it").clone()
}
