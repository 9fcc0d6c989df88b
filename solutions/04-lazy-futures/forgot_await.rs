//! One step after the other, as in a recipe. Each `.await` polls its step to the
//! end.
//!
//! The water and the beans don't need each other, so they could be joined. Awaiting
//! them in order is easier to read, and good enough until time matters.

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    kitchen.boil_water().await;
    kitchen.grind_beans().await;
    kitchen.brew().await
}
