//! misconception: a-worker-survives-its-job
//! There is no branch and no task here. The loop and its job are one, and end as
//! one.

use crate::Queue;

pub async fn run_pool(_: usize, queue: Queue) {
    while let Some(job) = queue.next().await {
        job.run().await;
    }
}
