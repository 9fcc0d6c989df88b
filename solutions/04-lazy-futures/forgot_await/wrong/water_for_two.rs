//! misconception: ready-can-be-asked-again
//! The same future for the water is awaited twice.

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    let water = kitchen.boil_water();
    water.await;
    kitchen.grind_beans().await;
    water.await;
    kitchen.brew().await
}
