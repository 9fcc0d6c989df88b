//! misconception: one-clock-for-all
//! Uses the standard library's `Instant`, which everyone knows.

use std::time::{Duration, Instant};
use tokio::time::sleep;

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let start = Instant::now();
    let answer = work.await;
    sleep(minimum.saturating_sub(start.elapsed())).await;
    answer
}
