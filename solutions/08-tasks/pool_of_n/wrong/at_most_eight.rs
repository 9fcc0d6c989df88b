//! tests-failed: given 60 jobs, workers: 40
//! There are never more than eight workers.

use crate::Queue;

pub async fn run_pool(workers: usize, queue: Queue) {
    let mut pool = Vec::new();
    for _ in 0..workers.min(8) {
        let queue = queue.clone();
        pool.push(tokio::spawn(async move {
            while let Some(job) = queue.next().await {
                let _ = tokio::spawn(job.run()).await;
            }
        }));
    }
    for worker in pool {
        worker.await.unwrap();
    }
}
