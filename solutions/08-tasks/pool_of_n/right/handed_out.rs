//! One task reads the queue and hands out the jobs. The lock is released before a
//! job runs.

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
            loop {
                let job = jobs.lock().await.recv().await;
                let Some(job) = job else { return };
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
