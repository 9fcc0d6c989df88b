//! tests-failed: it should return after 0.5 s
//! Expects the first tick of an interval after one period.

use std::time::Duration;
use tokio::time::interval;

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let mut beat = interval(minimum);
    let answer = work.await;
    beat.tick().await;
    answer
}
