//! A permit for each worker; a job holds one while it runs, and a panic gives it back.

use crate::Queue;
use std::sync::Arc;
use tokio::sync::Semaphore;

pub async fn run_pool(workers: usize, queue: Queue) {
    let permits = Arc::new(Semaphore::new(workers));
    let mut handles = Vec::new();
    while let Some(job) = queue.next().await {
        let permits = Arc::clone(&permits);
        let permit = permits.acquire_owned().await.expect("nobody closes it");
        handles.push(tokio::spawn(async move {
            let _permit = permit;
            job.run().await;
        }));
    }
    for handle in handles {
        handle.await.ok();
    }
}
