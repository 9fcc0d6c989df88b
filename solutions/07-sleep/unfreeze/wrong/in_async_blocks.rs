//! misconception: blocking-is-waiting
//! Code in an `async` block that is awaited must be async.

use crate::Disk;
use probe::thread;
use std::time::Duration;

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    async { thread::sleep(pause) }.await;
    let page = async { disk.read_blocking(&name) }.await;
    async { page.digest() }.await
}
