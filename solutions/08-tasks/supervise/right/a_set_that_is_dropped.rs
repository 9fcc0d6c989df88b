//! A set returns the jobs that end in time. The set is dropped at the limit, and any
//! job without an outcome by then counts as canceled.

use crate::{Job, Outcome};
use std::{collections::HashMap, time::Duration};
use tokio::{task::JoinSet, time::timeout};

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let mut outcomes = vec![Outcome::Canceled; jobs.len()];
    let mut places = HashMap::new();
    let mut set = JoinSet::new();
    for (place, job) in jobs.into_iter().enumerate() {
        places.insert(set.spawn(job.run()).id(), place);
    }
    let listen = async {
        while let Some(joined) = set.join_next_with_id().await {
            let (id, outcome) = match joined {
                Ok((id, Ok(number))) => (id, Outcome::Done(number)),
                Ok((id, Err(words))) => (id, Outcome::Failed(words)),
                Err(error) => (error.id(), Outcome::Panicked),
            };
            outcomes[places[&id]] = outcome;
        }
    };
    timeout(limit, listen).await.ok();
    outcomes
}
