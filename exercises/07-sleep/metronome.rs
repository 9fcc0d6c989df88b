//! # Metronome
//!
//! **build, 20 minutes**
//!
//! Ring a bell `beats` times, and begin every ring on a beat.
//! The first beat is immediate, and each next beat comes one `period` later.
//! Each ring takes a different time, usually less than a period. A longer ring
//! covers beats: leave those out, and go on with the next beat.
//! Do not catch up in a burst, and do not let the beats shift.
//! Only the ring right after the long one may begin late: as soon as the bell is
//! still.
//! Return when the last ring is over.
//!
//! **Given:** `bell.ring().await` takes 50 to 150 ms, and a long ring up to a
//! second.
//! Clones are the same bell. `period` is at least 200 ms, and `beats` is at least 1.
//!
//! **Judged:** on the virtual clock, which is tokio's: `tokio::time::Instant` tells
//! the time, `std::time::Instant` does not.
//! - Ten rings with a period of 200 ms begin at 0, 0.2, 0.4 … 1.8 s, to the
//!   millisecond. The first is ring 0. Other numbers and periods work the same way.
//! - If ring 3 lasts until 1.03 s, the next rings begin at 1.2, 1.4, 1.6 … s, and
//!   one may begin before them, at 1.03 s. There are still `beats` rings in all.
//! - Your code does not block the thread, because other tasks need it.
//! - In one run, another task blocks the thread for 30 ms across a beat. The ring of
//!   that beat is late, and no other ring may be.
//!
//! **Taught in:** lessons/07-sleep, "Two kinds of sleep".

use crate::Bell;
use std::time::Duration;

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    // TODO: ring on the beats, however long a ring takes.
    todo!("ring {beats} times, every {} ms", period.as_millis())
}
