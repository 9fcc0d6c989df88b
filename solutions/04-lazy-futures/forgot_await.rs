//! One step after the other, as a recipe reads. Each `.await` polls its step to the
//! end.
//!
//! The water and the beans do not need each other, so they could be had at once. Say
//! so when it matters; until then the plain order is the one that everybody
//! understands.

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    kitchen.boil_water().await;
    kitchen.grind_beans().await;
    kitchen.brew().await
}
