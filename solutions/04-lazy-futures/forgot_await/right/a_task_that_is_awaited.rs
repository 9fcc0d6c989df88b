//! The water boils in a task of its own, and its handle is awaited before it is
//! needed.

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    let stove = kitchen.clone();
    let water = tokio::spawn(async move { stove.boil_water().await });
    kitchen.grind_beans().await;
    water.await.expect("water does not panic");
    kitchen.brew().await
}
