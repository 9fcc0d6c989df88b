//! # Unfreeze                                                   fix, 15 minutes
//!
//! A handler pauses, reads a page from the disk, and digests it, which is hard work
//! for the processor. A ticker runs beside it on the same thread, and during each of
//! the three steps it stands still. Free it, and keep the steps and their order.
//!
//! Given: `thread::sleep` blocks as the standard library's does, on the clock of
//! this exercise. `disk.read_blocking` has a twin, `disk.read`, which is async.
//! `page.digest` has none.
//! Judged on the virtual clock and by threads: no tick is more than 10 ms late, the
//! pause comes before the reading, and the digest is right. Use the pause, the disk
//! and the digest that are given: the check sees nothing else. Await what is async
//! on the loop: while a thread of the pool is at work, this clock stands still, so
//! that a `block_on` over there would never end.
//! Taught in lessons/07-sleep, "Two kinds of sleep".

use crate::Disk;
use probe::thread;
use std::time::Duration;

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    // TODO: let the ticker have the thread during each of the three steps.
    thread::sleep(pause);
    let page = disk.read_blocking(&name);
    page.digest()
}
