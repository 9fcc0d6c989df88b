//! misconception: a-task-may-borrow
//! The work is a task, which needs stricter bounds on the work. The deadline is
//! known before the work begins.

use std::time::Duration;
use tokio::time::{Instant, sleep_until};

pub async fn at_least<T>(
    minimum: Duration,
    work: impl Future<Output = T> + Send + 'static,
) -> T
where
    T: Send + 'static,
{
    let due = Instant::now() + minimum;
    let work = tokio::spawn(work);
    sleep_until(due).await;
    work.await.expect("the work does not panic")
}
