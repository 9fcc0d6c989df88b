//! The handler asks the thread every 5 ms whether it has finished, and the loop's
//! thread is free in between. Nothing is blocked, but the handler isn't notified
//! either.

use crate::Disk;
use probe::thread;
use std::time::Duration;
use tokio::time::sleep;

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    let work = std::thread::spawn(move || {
        thread::sleep(pause);
        disk.read_blocking(&name).digest()
    });
    while !work.is_finished() {
        sleep(Duration::from_millis(5)).await;
    }
    work.join().expect("no step of it panics")
}
