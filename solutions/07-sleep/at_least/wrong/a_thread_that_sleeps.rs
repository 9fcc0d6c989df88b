//! tests-failed: moves nothing on tokio's
//! Work that blocks belongs on a thread of its own. But a sleep can be replaced, and
//! this one follows another clock.

use std::{thread::sleep, time::Duration};
use tokio::task::spawn_blocking;

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let pause = spawn_blocking(move || sleep(minimum));
    let answer = work.await;
    pause.await.expect("a sleep does not panic");
    answer
}
