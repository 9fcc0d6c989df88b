//! tests-failed: 0.5 s were asked for
//! A tick comes after a period, as one would think.

use std::time::Duration;
use tokio::time::interval;

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let mut beat = interval(minimum);
    let answer = work.await;
    beat.tick().await;
    answer
}
