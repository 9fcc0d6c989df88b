//! misconception: underscore-runs-it
//! Everything that the compiler complained about is fixed.

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    kitchen.boil_water().await;
    let _ = kitchen.grind_beans();
    kitchen.brew().await
}
