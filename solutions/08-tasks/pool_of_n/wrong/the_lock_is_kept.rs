//! tests-failed: the other tasks exist, but they are waiting for something
//! The guard in the head of a `while let` lives until the end of the loop's body:
//! the first worker keeps the lock while its job runs, and all the others wait for
//! the lock.

use crate::{Job, Queue};
use std::sync::Arc;
use tokio::sync::{Mutex, mpsc};

pub async fn run_pool(workers: usize, queue: Queue) {
    let (hand_out, jobs) = mpsc::channel::<Job>(1);
    let jobs = Arc::new(Mutex::new(jobs));
    let mut tasks = Vec::new();
    for _ in 0..workers {
        let jobs = Arc::clone(&jobs);
        tasks.push(tokio::spawn(async move {
            while let Some(job) = jobs.lock().await.recv().await {
                tokio::spawn(job.run()).await.ok();
            }
        }));
    }
    while let Some(job) = queue.next().await {
        hand_out.send(job).await.ok();
    }
    drop(hand_out);
    for task in tasks {
        task.await.ok();
    }
}
