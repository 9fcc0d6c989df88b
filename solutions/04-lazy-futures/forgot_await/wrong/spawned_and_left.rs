//! misconception: spawned-is-done
//! A task needs no `.await` to run.

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    let (stove, mill) = (kitchen.clone(), kitchen.clone());
    tokio::spawn(async move { stove.boil_water().await });
    tokio::spawn(async move { mill.grind_beans().await });
    kitchen.brew().await
}
