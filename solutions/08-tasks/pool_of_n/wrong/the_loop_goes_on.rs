//! misconception: a-worker-survives-its-job
//! A worker is a task, so its panics are its own; and then its loop is gone as well.

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
