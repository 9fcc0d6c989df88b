//! # Unfreeze
//!
//! **fix, 15 minutes**
//!
//! A handler pauses, reads a page from the disk, and computes the page's digest,
//! which is hard work for the processor. A ticker runs on the same thread, and each
//! of the three steps blocks that thread. Change the handler so that the ticker
//! stays on time. Keep the three steps and their order.
//!
//! **Given:** `thread::sleep` is the one from `probe`. It blocks like
//! `std::thread::sleep`, but on the virtual clock. Reading has an async version, but
//! computing the digest doesn't.
//!
//! ```text
//! impl Disk {
//!     fn read_blocking(&self, name: &str) -> Page;
//!     async fn read(&self, name: &str) -> Page;
//! }
//! impl Page {
//!     fn digest(&self) -> u64; // blocks
//! }
//! ```
//!
//! **Judged:** on the virtual clock, and by which threads are blocked:
//!
//! - The loop's thread is never blocked, neither by a step nor by joining another
//!   thread.
//! - No tick is more than 10 ms late.
//! - The pause ends before the reading begins.
//! - The digest is right.
//!
//! Use only what the check can see: pause with `probe::thread::sleep` or tokio's
//! timers, not with `std::thread::sleep`, and read and digest with the methods
//! above. Await async functions on the loop's thread, not with `block_on` on another
//! thread: while a thread in the pool is working, the virtual clock doesn't advance,
//! so a timer that the thread waits for never fires.
//!
//! **Taught in:** lessons/07-sleep, "Two kinds of sleep".

use crate::Disk;
use probe::thread;
use std::time::Duration;

pub async fn handle(pause: Duration, disk: Disk, name: String) -> u64 {
    // TODO: don't block the loop's thread in any of the three steps.
    thread::sleep(pause);
    let page = disk.read_blocking(&name);
    page.digest()
}
