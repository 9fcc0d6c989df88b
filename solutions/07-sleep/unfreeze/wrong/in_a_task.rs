//! misconception: each-has-a-thread
//! `spawn` reads as if it started a thread.

use crate::Disk;
use probe::thread;
use std::time::Duration;

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    let work = tokio::spawn(async move {
        thread::sleep(pause);
        disk.read_blocking(&name).digest()
    });
    work.await.expect("no step of it panics")
}
