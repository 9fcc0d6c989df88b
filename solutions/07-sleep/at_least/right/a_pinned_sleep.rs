//! The sleep is pinned before the work begins, and awaited by reference after it.

use std::{pin::pin, time::Duration};
use tokio::time::sleep;

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let mut minimum = pin!(sleep(minimum));
    let answer = work.await;
    minimum.as_mut().await;
    answer
}
