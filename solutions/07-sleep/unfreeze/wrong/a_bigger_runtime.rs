//! misconception: block-on-inside-the-loop
//! One thread isn't enough. With eight workers, it doesn't matter if one of them is
//! blocked.

use crate::Disk;
use probe::thread;
use std::time::Duration;
use tokio::runtime::Builder;

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    let runtime = Builder::new_multi_thread().worker_threads(8).build();
    let runtime = runtime.expect("the system has room for eight threads");
    runtime.block_on(async move {
        thread::sleep(pause);
        disk.read_blocking(&name).digest()
    })
}
