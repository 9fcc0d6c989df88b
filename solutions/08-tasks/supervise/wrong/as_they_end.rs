//! misconception: answers-in-my-order
//! The tasks are in a set, each with its own limit. The first one to end is the
//! first in the result.

use crate::{Job, Outcome};
use std::time::Duration;
use tokio::{task::JoinSet, time::timeout};

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let mut set = JoinSet::new();
    for job in jobs {
        set.spawn(timeout(limit, job.run()));
    }
    let mut outcomes = Vec::new();
    while let Some(joined) = set.join_next().await {
        outcomes.push(match joined {
            Ok(Ok(Ok(number))) => Outcome::Done(number),
            Ok(Ok(Err(words))) => Outcome::Failed(words),
            Ok(Err(_)) => Outcome::Canceled,
            Err(_) => Outcome::Panicked,
        });
    }
    outcomes
}
