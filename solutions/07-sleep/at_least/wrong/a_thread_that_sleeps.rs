//! tests-failed: doesn't advance tokio's clock
//! Work that blocks belongs on another thread. But a sleep has an async version, and
//! this one follows a different clock.

use std::{thread::sleep, time::Duration};
use tokio::task::spawn_blocking;

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let pause = spawn_blocking(move || sleep(minimum));
    let answer = work.await;
    pause.await.expect("a sleep does not panic");
    answer
}
