//! The sleep is called before the work and awaited behind it.
//!
//! Tokio's `sleep` notes its deadline when it is called, so the time of the work is
//! in it, be it spent on waiting or on blocking. When the deadline has passed, to
//! await it takes no time. Nothing has to be polled meanwhile.

use std::time::Duration;
use tokio::time::sleep;

pub async fn at_least<T>(minimum: Duration, work: impl Future<Output = T>) -> T {
    let minimum = sleep(minimum);
    let answer = work.await;
    minimum.await;
    answer
}
