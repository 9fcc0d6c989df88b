//! tests-failed: it had arrived, and a worker was free for it
//! The caller is counted as a worker, but does nothing. With `workers` set to 2, it
//! looks as if each job waits for the previous one, which isn't the mistake here.

use crate::Queue;

pub async fn run_pool(workers: usize, queue: Queue) {
    let mut tasks = Vec::new();
    for _ in 0..(workers - 1).max(1) {
        let queue = queue.clone();
        tasks.push(tokio::spawn(async move {
            while let Some(job) = queue.next().await {
                tokio::spawn(job.run()).await.ok();
            }
        }));
    }
    for task in tasks {
        task.await.ok();
    }
}
