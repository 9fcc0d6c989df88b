//! misconception: awaits-in-sequence
//! The pause is created before the work starts, so it seems to run during the work.

use std::time::Duration;
use tokio::time::sleep;

async fn pause(duration: Duration) {
    sleep(duration).await;
}

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let pause = pause(minimum);
    let answer = work.await;
    pause.await;
    answer
}
