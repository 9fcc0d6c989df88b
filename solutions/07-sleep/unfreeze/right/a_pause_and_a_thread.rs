//! The pause is awaited here. The other two steps are one piece of work, which gets
//! its own thread after the pause.

use crate::Disk;
use std::{thread, time::Duration};
use tokio::{sync::oneshot, time::sleep};

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    sleep(pause).await;
    let (sender, digest) = oneshot::channel();
    thread::spawn(move || sender.send(disk.read_blocking(&name).digest()));
    digest.await.expect("no step of it panics")
}
