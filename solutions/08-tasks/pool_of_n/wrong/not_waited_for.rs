//! misconception: spawned-is-done
//! The workers know when to stop, so nothing has to wait for them.

use crate::Queue;

pub async fn run_pool(workers: usize, queue: Queue) {
    for _ in 0..workers {
        tokio::spawn(work(queue.clone()));
    }
}

async fn work(queue: Queue) {
    while let Some(job) = queue.next().await {
        tokio::spawn(job.run()).await.ok();
    }
}
