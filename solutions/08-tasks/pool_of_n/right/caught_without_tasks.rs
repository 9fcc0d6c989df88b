//! No tasks: a stream runs up to `workers` jobs at a time and catches each job's
//! panic.

use crate::Queue;
use futures::{FutureExt, StreamExt, stream::unfold};
use std::panic::AssertUnwindSafe;

pub async fn run_pool(workers: usize, queue: Queue) {
    let jobs = unfold(queue, async |queue| Some((queue.next().await?, queue)));
    let run = async |job: crate::Job| {
        AssertUnwindSafe(job.run()).catch_unwind().await.ok();
    };
    jobs.for_each_concurrent(workers, run).await;
}
