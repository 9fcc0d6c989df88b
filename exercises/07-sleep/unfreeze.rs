//! # Unfreeze
//!
//! **fix, 15 minutes**
//!
//! A handler pauses, reads a page from the disk, and digests it, which is hard work
//! for the processor. A ticker runs on the same thread, and it is blocked during
//! each of the three steps. Unblock it, and keep the three steps in their order.
//!
//! **Given:** `thread::sleep` is probe's. It blocks as `std::thread::sleep` does,
//! but on the virtual clock. Reading has an async version, and digesting has none.
//!
//! ```rust,ignore
//! impl Disk {
//!     fn read_blocking(&self, name: &str) -> Page;
//!     async fn read(&self, name: &str) -> Page;
//! }
//! impl Page {
//!     fn digest(&self) -> u64;
//! }
//! ```
//!
//! **Judged:** on the virtual clock, and by which threads are blocked:
//! - no tick is more than 10 ms late
//! - the pause comes before the reading
//! - the digest is right
//!
//! The check can see a pause only if it is made with `probe::thread::sleep` or with
//! tokio's timers, not with `std::thread::sleep`. Read and digest with the methods
//! of `Disk` and `Page`.
//! Await async functions on the loop's thread, not with `block_on` on a thread of
//! the pool: while such a thread is at work, the virtual clock does not advance, so
//! a timer that it waits for never fires.
//!
//! **Taught in:** lessons/07-sleep, "Two kinds of sleep".

use crate::Disk;
use probe::thread;
use std::time::Duration;

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    // TODO: let the ticker have the thread during each of the three steps.
    thread::sleep(pause);
    let page = disk.read_blocking(&name);
    page.digest()
}
