//! misconception: long-enough
//! Both steps run in tasks that aren't awaited, but a minute is enough for them.

use crate::Kitchen;
use std::time::Duration;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    let (stove, mill) = (kitchen.clone(), kitchen.clone());
    tokio::spawn(async move { stove.boil_water().await });
    tokio::spawn(async move { mill.grind_beans().await });
    tokio::time::sleep(Duration::from_secs(60)).await;
    kitchen.brew().await
}
