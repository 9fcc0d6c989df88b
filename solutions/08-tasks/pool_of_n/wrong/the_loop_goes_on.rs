//! misconception: a-worker-survives-its-job
//! A worker is a task, so its panic stays in the task. But then its loop is gone,
//! too.

use crate::Queue;

pub async fn run_pool(workers: usize, queue: Queue) {
    let start = |_| tokio::spawn(work(queue.clone()));
    let handles: Vec<_> = (0..workers).map(start).collect();
    for handle in handles {
        handle.await.ok();
    }
}

async fn work(queue: Queue) {
    while let Some(job) = queue.next().await {
        job.run().await;
    }
}
