//! misconception: spawned-is-done
//! The grinder runs at the same time as the kettle, and usually finishes first.

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    let grinder = kitchen.clone();
    tokio::spawn(async move { grinder.grind_beans().await });
    kitchen.boil_water().await;
    kitchen.brew().await
}
