//! tests-failed: it panicked: Cannot drop a runtime in a context where blocking is not
//! The work runs on another runtime with eight workers, one of which is blocked.
//! That would be fine. But the runtime is dropped on the loop's thread, and dropping
//! it waits for its threads.

use crate::Disk;
use probe::thread;
use std::time::Duration;
use tokio::runtime::Builder;

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    let runtime = Builder::new_multi_thread().worker_threads(8).build();
    let runtime = runtime.expect("the system has room for eight threads");
    let work = runtime.spawn(async move {
        thread::sleep(pause);
        disk.read_blocking(&name).digest()
    });
    work.await.expect("no step of it panics")
}
