//! misconception: blocking-is-waiting
//! Lets other tasks go first, and then blocks.

use crate::Disk;
use probe::thread;
use std::time::Duration;
use tokio::task::yield_now;

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    yield_now().await;
    thread::sleep(pause);
    yield_now().await;
    let page = disk.read_blocking(&name);
    yield_now().await;
    page.digest()
}
