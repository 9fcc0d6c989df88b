//! tests-failed: it returns after 0.619 s, and 0.612 s are enough
//! Every 10 ms it looks whether the minimum is over. That is late by some of them.

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
