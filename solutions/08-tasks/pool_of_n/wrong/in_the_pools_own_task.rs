//! misconception: a-worker-survives-its-job
//! Nothing is spawned or joined here. The loop and its job are in the same task, so
//! a panic ends both.

use crate::Queue;

pub async fn run_pool(_: usize, queue: Queue) {
    while let Some(job) = queue.next().await {
        job.run().await;
    }
}
