//! A night on one loop of one thread. The runtime calls `night` with its `block_on`.

use super::Porter;
use std::time::Duration;
use tokio::time::sleep;

/// Three tasks, and `night` waits until each of them is done. (`porter.spawn` is
/// `tokio::spawn` with a name.)
pub async fn night(porter: Porter) {
    let attic = porter.spawn("attic", async {
        sleep(seconds(2.0)).await;
    });
    let cellar = porter.spawn("cellar", async {
        sleep(seconds(1.0)).await;
        sleep(seconds(0.7)).await;
    });
    let garden = porter.spawn("garden", async {
        sleep(seconds(2.5)).await;
    });
    attic.await.expect("a call does not panic");
    cellar.await.expect("a call does not panic");
    garden.await.expect("a call does not panic");
}

fn seconds(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds)
}
