//! No workers: a set of jobs, which is never fuller than it may be.

use crate::Queue;
use tokio::task::JoinSet;

pub async fn run_pool(workers: usize, queue: Queue) {
    let mut set = JoinSet::new();
    while let Some(job) = queue.next().await {
        // Those that have ended while the queue was awaited are still in the set.
        while set.try_join_next().is_some() {}
        if set.len() == workers {
            set.join_next().await;
        }
        set.spawn(job.run());
    }
    while set.join_next().await.is_some() {}
}
