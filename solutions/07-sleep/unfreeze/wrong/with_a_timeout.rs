//! misconception: blocking-is-waiting
//! Sets a timeout of 5 ms, so that nothing can take longer.

use crate::Disk;
use probe::thread;
use std::time::Duration;
use tokio::time::timeout;

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    let limit = Duration::from_millis(5);
    let work = async {
        thread::sleep(pause);
        disk.read_blocking(&name).digest()
    };
    timeout(limit, work).await.expect("it was in time")
}
