//! misconception: now-and-then-is-waiting
//! If you check every millisecond, you're never late.

use std::time::Duration;
use tokio::time::{Instant, sleep};

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let start = Instant::now();
    let answer = work.await;
    while start.elapsed() < minimum {
        sleep(Duration::from_millis(1)).await;
    }
    answer
}
