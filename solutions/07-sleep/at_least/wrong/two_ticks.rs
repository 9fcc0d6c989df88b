//! tests-failed: must be non-zero
//! An interval's first tick is immediate, and its second tick comes one `minimum`
//! later.

use std::time::Duration;
use tokio::time::interval;

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let mut beat = interval(minimum);
    beat.tick().await;
    let answer = work.await;
    beat.tick().await;
    answer
}
