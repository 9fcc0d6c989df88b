//! misconception: calling-starts-it
//! The error is repaired; what comes next was only a warning in every other program.

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    kitchen.boil_water();
    let _ = kitchen.grind_beans();
    kitchen.brew().await
}
