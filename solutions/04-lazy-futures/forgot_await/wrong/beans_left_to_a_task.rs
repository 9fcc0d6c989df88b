//! misconception: spawned-is-done
//! The grinder runs beside the kettle, and as a rule it is the first to stop.

use crate::Kitchen;

pub async fn coffee(kitchen: Kitchen) -> u32 {
    let grinder = kitchen.clone();
    tokio::spawn(async move { grinder.grind_beans().await });
    kitchen.boil_water().await;
    kitchen.brew().await
}
