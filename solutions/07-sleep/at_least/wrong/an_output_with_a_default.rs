//! does-not-compile: E0277
//! The output is stored in a slot that needs an initial value.

use std::time::Duration;
use tokio::{join, time::sleep};

pub async fn at_least<T: Default>(
    minimum: Duration,
    work: impl Future<Output = T>,
) -> T {
    let mut slot = T::default();
    join!(async { slot = work.await }, sleep(minimum));
    slot
}
