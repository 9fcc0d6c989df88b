//! The two independent steps are awaited together. The step that needs both comes
//! after them.

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    tokio::join!(kitchen.boil_water(), kitchen.grind_beans());
    kitchen.brew().await
}
