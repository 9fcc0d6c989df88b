//! misconception: calling-starts-it
//! The type error is fixed. The next message is only a warning in other programs.

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    kitchen.boil_water();
    let _ = kitchen.grind_beans();
    kitchen.brew().await
}
