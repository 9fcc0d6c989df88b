//! No workers: a set never holds more than `workers` running jobs.

use crate::Queue;
use tokio::task::JoinSet;

pub async fn run_pool(workers: usize, queue: Queue) {
    let mut set = JoinSet::new();
    while let Some(job) = queue.next().await {
        // Jobs that ended while the queue was awaited are still in the set.
        while set.try_join_next().is_some() {}
        if set.len() == workers {
            set.join_next().await;
        }
        set.spawn(job.run());
    }
    while set.join_next().await.is_some() {}
}
