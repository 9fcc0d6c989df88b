//! misconception: begins-where-it-stands
//! The task is spawned first, so its sleep begins first.

use std::time::Duration;
use tokio::time::sleep;

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let pause = tokio::spawn(async move { sleep(minimum).await });
    let answer = work.await;
    pause.await.expect("a sleep does not panic");
    answer
}
