//! tests-failed: but the reading began at 0 s
//! Each step has its own thread, but the pause is not awaited. It takes luck for the
//! pause to be over when the reading begins.

use crate::Disk;
use probe::thread;
use std::time::Duration;
use tokio::task::spawn_blocking;

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    spawn_blocking(move || thread::sleep(pause));
    let page = spawn_blocking(move || disk.read_blocking(&name));
    let page = page.await.expect("a disk does not panic");
    spawn_blocking(move || page.digest()).await.expect("a digest does not panic")
}
