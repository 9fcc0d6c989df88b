//! tests-failed: it had arrived, and a worker was free for it
//! Works in batches: take `workers` jobs, run them, and take the next ones when all
//! are done.

use crate::Queue;
use tokio::task::JoinSet;

pub async fn run_pool(workers: usize, queue: Queue) {
    loop {
        let mut set = JoinSet::new();
        while set.len() < workers
            && let Some(job) = queue.next().await
        {
            set.spawn(job.run());
        }
        if set.is_empty() {
            return;
        }
        while set.join_next().await.is_some() {}
    }
}
