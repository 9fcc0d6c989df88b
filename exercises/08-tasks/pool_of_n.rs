//! # A pool of n
//!
//! **build, 15 minutes**
//!
//! Jobs arrive through a queue. Run them, but never more than `workers` of them at
//! the same time. A free worker takes the next job immediately. Return when the
//! queue and all jobs have ended. A job may panic. A panic must not affect other
//! jobs or reduce the number of workers.
//!
//! **Given:** `workers` is between 1 and 40. A job may arrive up to 10 minutes
//! after the previous one, and may take up to 10 minutes.
//!
//! ```text
//! impl Queue {
//!     async fn next(&self) -> Option<Job>; // waits; None: no more jobs will come
//! }
//! impl Clone for Queue;                    // a clone is the same queue
//! impl Job {
//!     async fn run(self);                  // may panic
//! }
//! ```
//!
//! **Judged:** on the virtual clock:
//!
//! - Each job is run once. It begins as soon as it has arrived and fewer than
//!   `workers` jobs are running.
//! - At most `workers` jobs run at the same time.
//! - The call returns when the last job ends, and no task is left running.
//! - With `n` jobs, the call is polled at most `10 n + 10` times.
//!
//! **Taught in:** lessons/08-tasks, "On an errand".

use crate::Queue;

pub async fn run_pool(workers: usize, queue: Queue) {
    // TODO: let the workers run the jobs.
    todo!("run the jobs with {workers} workers")
}
