//! misconception: awaits-in-sequence
//! So many workers are spawned, and each is awaited where it is spawned.

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
