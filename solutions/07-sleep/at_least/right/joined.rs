//! Waits for both at the same time. `sleep` is called before `join!` polls anything.

use std::time::Duration;
use tokio::{join, time::sleep};

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let (answer, ()) = join!(work, sleep(minimum));
    answer
}
