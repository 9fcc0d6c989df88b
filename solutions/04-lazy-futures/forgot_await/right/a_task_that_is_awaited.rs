//! The water boils in its own task, and the task is awaited before brewing.

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    let stove = kitchen.clone();
    let water = tokio::spawn(async move { stove.boil_water().await });
    kitchen.grind_beans().await;
    water.await.expect("water does not panic");
    kitchen.brew().await
}
