//! misconception: a-worker-survives-its-job
//! There is no branch and no task here. The loop and its job are in one task, and a
//! panic ends both.

use crate::Queue;

pub async fn run_pool(_: usize, queue: Queue) {
    while let Some(job) = queue.next().await {
        job.run().await;
    }
}
