//! misconception: blocking-is-waiting
//! The digest and the reading are on another thread, so a short sleep can do no
//! harm.

use crate::Disk;
use std::{thread, time::Duration};
use tokio::task::spawn_blocking;

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    thread::sleep(pause);
    let work = spawn_blocking(move || disk.read_blocking(&name).digest());
    work.await.expect("no step of it panics")
}
