//! misconception: one-clock-for-all
//! The `Instant` that everybody knows.

use std::time::{Duration, Instant};
use tokio::time::sleep;

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let start = Instant::now();
    let answer = work.await;
    sleep(minimum.saturating_sub(start.elapsed())).await;
    answer
}
