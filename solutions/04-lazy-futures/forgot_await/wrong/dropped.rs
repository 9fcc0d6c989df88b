//! misconception: calling-starts-it
//! The compiler wants the value to be used, and `drop` uses it.

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    drop(kitchen.boil_water());
    drop(kitchen.grind_beans());
    kitchen.brew().await
}
