//! Workers that loop, and a task for each job: that is where a panic ends.
//!
//! A worker awaits the handle of its job, so it is busy as long as the job is, and goes
//! on whatever the handle brings. Nobody coordinates them; the queue does.

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
