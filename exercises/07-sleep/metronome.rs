//! # Metronome                                                build, 20 minutes
//!
//! Ring a bell `beats` times, and begin every ring on a beat. The first beat is at
//! once, and they come one `period` apart. A ring takes its time, each another one,
//! and mostly less than a period. One that takes longer covers beats: leave those
//! out, and go on with the next one. Do not catch up in a burst, and do not let the
//! beat shift. Only the ring right behind the long one may begin late: when the bell
//! is still. Return when the last ring is over.
//!
//! Given: `bell.ring().await` takes 50 to 150 ms, and a long one up to a second.
//! Clones are the same bell. A period is 200 ms or longer, and `beats` is 1 or more.
//! Judged on the virtual clock, which is tokio's: its `Instant` tells the time, the
//! standard library's does not. Ten rings with a period of 200 ms begin at 0, 0.2,
//! 0.4 … 1.8 s, to the millisecond. The first is ring 0. If ring 3 lasts until 1.03
//! s, the next begin at 1.2, 1.4, 1.6 …, and one may begin at 1.03 before them.
//! Other numbers and periods likewise. The thread belongs to others, too: do not
//! block it. In one run somebody else does, for 30 ms across a beat; that ring is
//! late, and no other may be.
//! Taught in lessons/07-sleep, "Two kinds of sleep".

use crate::Bell;
use std::time::Duration;

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    // TODO: ring on the beats, however long a ring takes.
    todo!("ring {beats} times, every {} ms", period.as_millis())
}
