//! misconception: spawned-is-done
//! A pause of one second has always been long enough so far.

use crate::Kitchen;
use std::time::Duration;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    let (kettle, grinder) = (kitchen.clone(), kitchen.clone());
    tokio::spawn(async move { kettle.boil_water().await });
    tokio::spawn(async move { grinder.grind_beans().await });
    tokio::time::sleep(Duration::from_secs(1)).await;
    kitchen.brew().await
}
