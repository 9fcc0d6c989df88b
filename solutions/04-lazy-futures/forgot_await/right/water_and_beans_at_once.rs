//! What needs nothing of each other is awaited together, and what needs both
//! afterwards.

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    tokio::join!(kitchen.boil_water(), kitchen.grind_beans());
    kitchen.brew().await
}
