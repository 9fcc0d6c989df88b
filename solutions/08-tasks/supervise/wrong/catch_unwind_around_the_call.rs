//! tests-failed: the supervisor panicked: a job stumbled
//! The call of `job.run()` is wrapped in `catch_unwind`. But the call only makes the
//! future; the panic comes when the future is polled.

use crate::{Job, Outcome};
use futures::future::join_all;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};
use tokio::time::timeout;

pub async fn supervise(jobs: Vec<Job>, limit: Duration) -> Vec<Outcome> {
    let runs = jobs.into_iter().map(|job| async move {
        let Ok(run) = catch_unwind(AssertUnwindSafe(|| job.run())) else {
            return Outcome::Panicked;
        };
        match timeout(limit, run).await {
            Ok(Ok(number)) => Outcome::Done(number),
            Ok(Err(error)) => Outcome::Failed(error),
            Err(_) => Outcome::Canceled,
        }
    });
    join_all(runs).await
}
