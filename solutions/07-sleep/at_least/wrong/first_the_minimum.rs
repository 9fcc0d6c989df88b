//! misconception: awaits-in-sequence
//! The work was passed in, so it must be running already.

use std::time::Duration;
use tokio::time::sleep;

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    sleep(minimum).await;
    work.await
}
