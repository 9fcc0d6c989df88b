//! tests-failed: it had arrived, and a worker was free for it
//! Each job is a task of its own, so no worker dies. But a job that panics never gives
//! back its permit.

use crate::Queue;
use std::sync::Arc;
use tokio::{sync::Semaphore, task::JoinSet};

pub async fn run_pool(workers: usize, queue: Queue) {
    let free = Arc::new(Semaphore::new(workers));
    let mut jobs = JoinSet::new();
    loop {
        free.acquire().await.expect("it is never closed").forget();
        let Some(job) = queue.next().await else {
            break;
        };
        let free = Arc::clone(&free);
        jobs.spawn(async move {
            job.run().await;
            free.add_permits(1);
        });
    }
    while jobs.join_next().await.is_some() {}
}
