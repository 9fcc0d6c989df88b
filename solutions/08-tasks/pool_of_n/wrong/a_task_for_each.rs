//! tests-failed: nothing limited them
//! Each job gets a task. The runtime will make sure that the jobs don't all run at
//! the same time.

use crate::Queue;

pub async fn run_pool(workers: usize, queue: Queue) {
    let mut handles = Vec::new();
    while let Some(job) = queue.next().await {
        handles.push(tokio::spawn(job.run()));
    }
    for handle in handles {
        handle.await.ok();
    }
}
