//! misconception: a-call-is-its-value
//! In Python, nobody would notice before the sum is wrong.

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    kitchen.boil_water().await;
    kitchen.grind_beans().await;
    kitchen.brew()
}
