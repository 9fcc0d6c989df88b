//! misconception: blocking-is-waiting
//! The work runs on another thread, as it should. But then the loop's thread joins
//! it to get the result.

use crate::Disk;
use std::{thread, time::Duration};
use tokio::time::sleep;

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    sleep(pause).await;
    let page = disk.read(&name).await;
    let work = thread::spawn(move || page.digest());
    work.join().expect("a digest does not panic")
}
