//! misconception: a-panic-leaves-its-task
//! A worker returns nothing, so all that's left to do with its `Result` is to
//! `unwrap` it.

use crate::Queue;

pub async fn run_pool(workers: usize, queue: Queue) {
    let start = |_| tokio::spawn(work(queue.clone()));
    let handles: Vec<_> = (0..workers).map(start).collect();
    for handle in handles {
        handle.await.unwrap();
    }
}

async fn work(queue: Queue) {
    while let Some(job) = queue.next().await {
        job.run().await;
    }
}
