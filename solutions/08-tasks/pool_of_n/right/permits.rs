//! There is one permit for each worker. A job holds a permit while it runs, and a
//! panic releases it.

use crate::Queue;
use std::sync::Arc;
use tokio::sync::Semaphore;

pub async fn run_pool(workers: usize, queue: Queue) {
    let permits = Arc::new(Semaphore::new(workers));
    let mut handles = Vec::new();
    while let Some(job) = queue.next().await {
        let permits = Arc::clone(&permits);
        let permit = permits.acquire_owned().await.expect("it is never closed");
        handles.push(tokio::spawn(async move {
            let _permit = permit;
            job.run().await;
        }));
    }
    for handle in handles {
        handle.await.ok();
    }
}
