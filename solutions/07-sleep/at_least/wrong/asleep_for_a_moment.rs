//! misconception: blocking-is-waiting
//! Sleeps on the machine's clock first, which tokio's clock doesn't show.

use std::time::Duration;
use tokio::time::{Instant, sleep_until};

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let until = Instant::now() + minimum;
    let out = work.await;
    std::thread::sleep(Duration::from_millis(300));
    sleep_until(until).await;
    out
}
