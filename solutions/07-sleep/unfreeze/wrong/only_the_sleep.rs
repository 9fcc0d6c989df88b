//! misconception: blocking-is-waiting
//! `thread::sleep` is the famous one. The other two calls don't look like waiting.

use crate::Disk;
use std::time::Duration;
use tokio::time::sleep;

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    sleep(pause).await;
    let page = disk.read_blocking(&name);
    page.digest()
}
