//! misconception: now-and-then-is-waiting
//! Checks every 10 ms whether the minimum is over, so it is a few milliseconds late.

use std::time::Duration;
use tokio::time::{Instant, sleep};

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let start = Instant::now();
    let answer = work.await;
    while start.elapsed() < minimum {
        sleep(Duration::from_millis(10)).await;
    }
    answer
}
