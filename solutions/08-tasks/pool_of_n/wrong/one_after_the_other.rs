//! misconception: spawned-one-by-one
//! `workers` workers are spawned, but each is awaited right after its `spawn`.

use crate::Queue;

pub async fn run_pool(workers: usize, queue: Queue) {
    for _ in 0..workers {
        tokio::spawn(work(queue.clone())).await.ok();
    }
}

async fn work(queue: Queue) {
    while let Some(job) = queue.next().await {
        tokio::spawn(job.run()).await.ok();
    }
}
