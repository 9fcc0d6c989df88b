//! The sleep is called before the work and awaited after it.
//!
//! tokio's `sleep` sets its deadline when it is called, so the time that the work
//! takes counts, whether the work waits or blocks. If the deadline has passed,
//! awaiting the sleep takes no time. Nothing has to poll the sleep while the work
//! runs.

use std::time::Duration;
use tokio::time::sleep;

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let minimum = sleep(minimum);
    let answer = work.await;
    minimum.await;
    answer
}
