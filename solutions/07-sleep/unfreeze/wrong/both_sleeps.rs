//! misconception: blocking-is-waiting
//! Waits, but sleeps on the machine's clock as well, which stops all tasks.

use crate::Disk;
use std::time::Duration;
use tokio::{task::spawn_blocking, time::sleep};

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    sleep(pause).await;
    std::thread::sleep(pause);
    let page = disk.read(&name).await;
    spawn_blocking(move || page.digest()).await.expect("a digest does not panic")
}
