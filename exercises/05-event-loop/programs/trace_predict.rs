//! A night on one event loop and one thread. The runtime runs `night` in `block_on`.

use super::Spawner;
use std::time::Duration;
use tokio::time::sleep;

/// Spawns three tasks, and waits until all of them are done. (`spawner.spawn` is
/// `tokio::spawn` with a name.)
pub async fn night(spawner: Spawner) {
    let attic = spawner.spawn("attic", async {
        sleep(seconds(2.0)).await;
    });
    let cellar = spawner.spawn("cellar", async {
        sleep(seconds(1.0)).await;
        sleep(seconds(0.7)).await;
    });
    let garden = spawner.spawn("garden", async {
        sleep(seconds(2.5)).await;
    });
    attic.await.expect("a call does not panic");
    cellar.await.expect("a call does not panic");
    garden.await.expect("a call does not panic");
}

fn seconds(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds)
}
