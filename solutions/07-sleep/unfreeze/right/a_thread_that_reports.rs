//! A thread that we start ourselves sends its result to the loop. `spawn_blocking`
//! does the same with a pool.

use crate::Disk;
use probe::thread;
use std::time::Duration;
use tokio::sync::oneshot;

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    let (sender, digest) = oneshot::channel();
    std::thread::spawn(move || {
        thread::sleep(pause);
        sender.send(disk.read_blocking(&name).digest())
    });
    digest.await.expect("no step of it panics")
}
