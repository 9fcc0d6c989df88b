//! tests-failed: it had arrived, and a worker was free for it
//! An extra worker replaces the first worker that dies. The pool survives one panic,
//! but not two.

use crate::Queue;

async fn work(queue: Queue) {
    while let Some(job) = queue.next().await {
        job.run().await;
    }
}

pub async fn run_pool(workers: usize, queue: Queue) {
    let mut tasks = Vec::new();
    for _ in 0..workers {
        let queue = queue.clone();
        tasks.push(tokio::spawn(async move {
            if tokio::spawn(work(queue.clone())).await.is_err() {
                tokio::spawn(work(queue)).await.ok();
            }
        }));
    }
    for task in tasks {
        task.await.ok();
    }
}
