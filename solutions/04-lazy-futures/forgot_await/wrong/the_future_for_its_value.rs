//! misconception: a-call-is-its-value
//! Python would not complain until the wrong number is used.

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    kitchen.boil_water().await;
    kitchen.grind_beans().await;
    kitchen.brew()
}
