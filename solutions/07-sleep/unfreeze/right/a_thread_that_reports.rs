//! A thread of our own, which sends its result to the loop: what `spawn_blocking`
//! does, without its pool.

use crate::Disk;
use std::{thread, time::Duration};
use tokio::{sync::oneshot, time::sleep};

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    sleep(pause).await;
    let page = disk.read(&name).await;
    let (sender, digest) = oneshot::channel();
    thread::spawn(move || sender.send(page.digest()));
    digest.await.expect("a digest does not panic")
}
