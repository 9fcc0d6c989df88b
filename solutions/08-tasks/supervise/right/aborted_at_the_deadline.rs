//! There is one deadline for all handles. A task that isn't done by then is aborted,
//! and awaited again.

use crate::{Job, Outcome};
use std::time::Duration;
use tokio::{
    spawn,
    time::{Instant, timeout_at},
};

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let deadline = Instant::now() + limit;
    let start = |job: Job| spawn(job.run());
    let handles: Vec<_> = jobs.into_iter().map(start).collect();
    let mut outcomes = Vec::new();
    for mut handle in handles {
        let joined = match timeout_at(deadline, &mut handle).await {
            Ok(joined) => joined,
            Err(_) => {
                handle.abort();
                handle.await
            }
        };
        outcomes.push(match joined {
            Ok(Ok(number)) => Outcome::Done(number),
            Ok(Err(words)) => Outcome::Failed(words),
            Err(error) if error.is_panic() => Outcome::Panicked,
            Err(_) => Outcome::Canceled,
        });
    }
    outcomes
}
