//! Each blocking call runs on another thread, one at a time. Their order is still
//! visible here.

use crate::Disk;
use probe::thread;
use std::time::Duration;
use tokio::task::spawn_blocking;

async fn elsewhere<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> T {
    spawn_blocking(work).await.expect("no step of it panics")
}

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    elsewhere(move || thread::sleep(pause)).await;
    let page = elsewhere(move || disk.read_blocking(&name)).await;
    elsewhere(move || page.digest()).await
}
