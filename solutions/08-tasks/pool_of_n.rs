//! The workers loop, and each job is a task, so a panic ends only the job.
//!
//! A worker awaits the handle of its job. So the worker is busy as long as the job
//! runs, and continues no matter what the handle returns. The workers need no
//! coordinator, because they share the queue.

use crate::Queue;
use tokio::spawn;

pub async fn run_pool(workers: usize, queue: Queue) {
    let start = |_| spawn(work(queue.clone()));
    let handles: Vec<_> = (0..workers).map(start).collect();
    for handle in handles {
        handle.await.expect("a worker does not panic, whatever its jobs do");
    }
}

async fn work(queue: Queue) {
    while let Some(job) = queue.next().await {
        spawn(job.run()).await.ok();
    }
}
