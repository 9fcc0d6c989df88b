//! misconception: a-branch-is-a-task
//! The workers run together in one task. That works until one of them panics.

use crate::Queue;
use futures::future::join_all;

pub async fn run_pool(workers: usize, queue: Queue) {
    join_all((0..workers).map(|_| work(queue.clone()))).await;
}

async fn work(queue: Queue) {
    while let Some(job) = queue.next().await {
        job.run().await;
    }
}
