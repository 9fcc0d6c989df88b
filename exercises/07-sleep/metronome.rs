//! # Metronome
//!
//! **build, 20 minutes**
//!
//! Ring a bell `beats` times, and begin every ring on a beat. The first beat is
//! immediate, and the others follow one `period` apart. Each ring takes a
//! different time, usually less than a period. A ring longer than a period covers
//! beats: skip those, and continue with the next beat. Don't catch up in a burst,
//! don't shift the beats, and don't let rings overlap. Only the ring right after
//! one that covered beats may begin off the beat: at the moment when the long ring
//! ends. Return when the last ring has ended.
//!
//! **Given:** a ring takes 50 to 150 ms, and a long ring takes one to four periods. A
//! ring of exactly one period covers no beat: the next ring begins when it ends.
//! `period` is at least 200 ms, and `beats` is at least 1.
//!
//! ```text
//! impl Bell {
//!     async fn ring(&self); // returns when the ring has ended
//! }
//! impl Clone for Bell;      // a clone is the same bell
//! ```
//!
//! **Judged:** on tokio's virtual clock. `tokio::time::Instant` reads this clock,
//! and `std::time::Instant` doesn't.
//!
//! - Ten rings with a period of 200 ms begin at 0, 0.2, 0.4 … 1.8 s, to the
//!   millisecond. The first is ring 0. Other numbers and periods work the same way.
//! - If ring 3 lasts until 1.03 s, the next rings begin at 1.2, 1.4, 1.6 … s, and
//!   one may begin before them, at 1.03 s. There are still `beats` rings in all.
//! - At most one ring is in progress at any moment.
//! - Your code doesn't block the thread, because other tasks need it.
//! - With `n` rings, the call is polled at most `10 n + 10` times.
//! - In one run, another task blocks the thread for 30 ms across a beat. The ring of
//!   that beat begins late, but no other ring does.
//! - The call returns when the last ring ends, and nothing rings after that.
//!
//! **Taught in:** lessons/07-sleep, "Two kinds of sleep".

use crate::Bell;
use std::time::Duration;

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    // TODO: ring on the beats, no matter how long a ring takes.
    todo!("ring {beats} times, every {} ms", period.as_millis())
}
