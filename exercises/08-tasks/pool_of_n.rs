//! # A pool of n
//!
//! **build, 15 minutes**
//!
//! Jobs arrive through a queue. Run them, but never more than `workers` of them at
//! the same time. A worker that is free takes the next job at once. Return when the
//! queue has ended and all jobs have ended. A job may panic. That must not affect
//! other jobs, and afterward there must be as many workers as before.
//!
//! **Given:** there is at least one worker, and
//!
//! - `queue.next().await` waits for the next job and returns `Some(job)`, or `None`
//!   if no more jobs will come. Clones are the same queue.
//! - `job.run().await` runs a job.
//!
//! **Judged:** on the virtual clock, each job is run once, and begins as soon as it
//! has arrived and a worker is free for it. `workers` jobs run together, and no
//! more. The call returns when the last job ends, and no task is left running.
//!
//! **Taught in:** lessons/08-tasks, "On an errand".

use crate::Queue;

pub async fn run_pool(workers: usize, queue: Queue) {
    // TODO: let the workers run the jobs.
    todo!("run the jobs with {workers} workers")
}
