//! misconception: spawned-is-done
//! Takes a permit before it asks for a job. At the end, it waits for one permit too
//! few, and therefore for all jobs except one.

use crate::Queue;
use std::sync::Arc;
use tokio::sync::Semaphore;

pub async fn run_pool(workers: usize, queue: Queue) {
    let free = Arc::new(Semaphore::new(workers));
    loop {
        let permit = Arc::clone(&free).acquire_owned().await.expect("never closed");
        let Some(job) = queue.next().await else { break };
        tokio::spawn(async move {
            let _permit = permit;
            job.run().await;
        });
    }
    let all_but_mine = workers as u32 - 1;
    let _all = free.acquire_many(all_but_mine).await.expect("never closed");
}
