//! A job that panics ends its worker, and a new worker takes its place.

use crate::Queue;
use tokio::task::JoinSet;

pub async fn run_pool(workers: usize, queue: Queue) {
    let mut set = JoinSet::new();
    for _ in 0..workers {
        set.spawn(work(queue.clone()));
    }
    while let Some(end) = set.join_next().await {
        if end.is_err() {
            set.spawn(work(queue.clone()));
        }
    }
}

async fn work(queue: Queue) {
    while let Some(job) = queue.next().await {
        job.run().await;
    }
}
