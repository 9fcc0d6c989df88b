//! The three steps are unchanged, but run on a thread that may be blocked. That
//! costs a thread for as long as the three steps take. Use this when there are no
//! async versions.

use crate::Disk;
use probe::thread;
use std::time::Duration;
use tokio::task::spawn_blocking;

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    let work = spawn_blocking(move || {
        thread::sleep(pause);
        disk.read_blocking(&name).digest()
    });
    work.await.expect("no step of it panics")
}
