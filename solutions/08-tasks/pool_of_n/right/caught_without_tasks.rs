//! No tasks: a stream of jobs, so many of them at once, each with a border of its own.

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
