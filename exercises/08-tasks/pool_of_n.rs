//! # A pool of n                                              build, 15 minutes
//!
//! Jobs come in through a queue. Run them, but never more than `workers` at the same
//! time: a worker that is free takes the next job at once. When the queue has ended
//! and all jobs have, return. A job may panic, and that costs nobody else anything:
//! afterwards there are as many workers as before.
//!
//! Given: `queue.next().await` gives the next job when there is one, and `None` when
//! no more will come. Clones are the same queue. `job.run().await` runs a job. There
//! is at least one worker.
//! Judged on the virtual clock: each job is run once, and begins when it has come and
//! a worker is free for it; `workers` run together, and no more; it returns when the
//! last job ends, and no task is left.
//! Taught in lessons/08-tasks, "On an errand".

use crate::Queue;

pub async fn run_pool(workers: usize, queue: Queue) {
    // TODO: let the workers run the jobs.
    todo!("run the jobs with {workers} workers")
}
