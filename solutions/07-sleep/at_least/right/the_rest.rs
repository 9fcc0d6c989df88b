//! Sleeps for the rest of the minimum, measured on tokio's clock. Often there is
//! nothing left.

use std::time::Duration;
use tokio::time::{Instant, sleep};

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let start = Instant::now();
    let answer = work.await;
    sleep(minimum.saturating_sub(start.elapsed())).await;
    answer
}
