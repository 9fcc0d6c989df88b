//! tests-failed: `brew` starts before `grind_beans` has finished
//! Grinding takes a moment, so it gets a moment. After that, it is dropped.

use crate::Kitchen;
use std::time::Duration;
use tokio::time::timeout;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    kitchen.boil_water().await;
    let _ = timeout(Duration::from_millis(10), kitchen.grind_beans()).await;
    kitchen.brew().await
}
