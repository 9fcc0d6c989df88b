//! tests-failed: it has come, and a worker is free for it
//! The caller counts as a worker, and does nothing. With two it looks as if each job
//! waited for the one before it, and that is not what was meant.

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
