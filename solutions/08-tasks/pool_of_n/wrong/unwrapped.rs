//! misconception: a-panic-leaves-its-task
//! What comes of a worker is nothing, and `unwrap` makes a nothing of a `Result`.

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
