//! tests-failed: not at that instant
//! A loop checks every 100 ms whether both tasks have finished.

use crate::Kitchen;
use std::time::Duration;
use tokio::{spawn, time::sleep};

pub async fn coffee(kitchen: Kitchen) -> u32 {
    let (kettle, mill) = (kitchen.clone(), kitchen.clone());
    let water = spawn(async move { kettle.boil_water().await });
    let beans = spawn(async move { mill.grind_beans().await });
    while !(water.is_finished() && beans.is_finished()) {
        sleep(Duration::from_millis(100)).await;
    }
    kitchen.brew().await
}
