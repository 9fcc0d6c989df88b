//! The two waits are awaited, and the computation runs on a thread that may be
//! blocked.
//!
//! A wait that has an async version costs nothing while it lasts, not even a thread.
//! The digest has no async version: it needs a processor, and the pool behind
//! `spawn_blocking` has threads for such work. The loop gets its thread back at each
//! of the three awaits.

use crate::Disk;
use std::time::Duration;
use tokio::{task::spawn_blocking, time::sleep};

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    sleep(pause).await;
    let page = disk.read(&name).await;
    spawn_blocking(move || page.digest()).await.expect("a digest does not panic")
}
