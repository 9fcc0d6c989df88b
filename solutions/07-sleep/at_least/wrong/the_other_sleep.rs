//! misconception: blocking-is-waiting
//! The sleep blocks the thread only for what is left of half a second.

use std::{thread::sleep, time::Duration};
use tokio::time::Instant;

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let start = Instant::now();
    let answer = work.await;
    sleep(minimum.saturating_sub(start.elapsed()));
    answer
}
