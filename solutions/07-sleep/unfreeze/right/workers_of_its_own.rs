//! This code creates a separate runtime, and one of its workers is blocked. That is
//! expensive for one handler, but no worse than a thread. What matters is that the
//! loop's thread only awaits the handle.

use crate::Disk;
use probe::thread;
use std::time::Duration;
use tokio::runtime::Builder;

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    let runtime = Builder::new_multi_thread().worker_threads(2).build();
    let runtime = runtime.expect("the system has room for two threads");
    let work = runtime.spawn(async move {
        thread::sleep(pause);
        disk.read_blocking(&name).digest()
    });
    let digest = work.await.expect("no step of it panics");
    runtime.shutdown_background();
    digest
}
