//! misconception: underscore-keeps-it
//! `let _ = …` drops the permit immediately, before the job runs.

use crate::Queue;
use std::sync::Arc;
use tokio::{sync::Semaphore, task::JoinSet};

pub async fn run_pool(workers: usize, queue: Queue) {
    let free = Arc::new(Semaphore::new(workers));
    let mut jobs = JoinSet::new();
    while let Some(job) = queue.next().await {
        let free = free.clone();
        jobs.spawn(async move {
            let _ = free.acquire().await.unwrap();
            job.run().await;
        });
    }
    while jobs.join_next().await.is_some() {}
}
