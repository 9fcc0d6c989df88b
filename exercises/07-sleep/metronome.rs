//! # Metronome                                                build, 15 minutes
//!
//! Ring a bell `beats` times: the first ring begins at once, and each of the others
//! one `period` after the one before it began. A ring takes its time, each another
//! one, but always less than a period. Return when the last ring is over.
//!
//! Given: `bell.ring().await` takes 50 to 150 ms. Clones are the same bell. A period
//! is 200 ms or longer, and there is at least one beat.
//! Judged on the virtual clock, which is tokio's: its `Instant` tells the time, the
//! standard library's does not. Ten rings with a period of 200 ms begin at 0, 0.2, 0.4
//! … 1.8 s, to the millisecond, and other numbers and periods likewise. The thread
//! belongs to others, too: do not block it. In one run somebody else does, for 30 ms
//! across a beat; that ring is late, and no other may be.
//! Taught in lessons/07-sleep, "Two kinds of sleep".

use crate::Bell;
use std::time::Duration;

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    // TODO: ring at every beat, however long each ring takes.
    todo!("ring {beats} times, every {} ms", period.as_millis())
}
