//! misconception: calling-starts-it
//! `sleep(minimum);` reads like a call that waits.

use std::time::Duration;
use tokio::time::sleep;

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let output = work.await;
    sleep(minimum);
    output
}
