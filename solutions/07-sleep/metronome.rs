//! An interval names the beats, and each ring waits for its own.
//!
//! Its ticks are deadlines, a period apart from the first, which is due at once. How
//! long a ring took, or how late it was, moves none of them, and those that a long ring
//! has covered are skipped, but for one that fires when it is over. The tick stands
//! before the ring, so nothing is waited for after the last.

use crate::Bell;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let mut beat = interval(period);
    beat.set_missed_tick_behavior(MissedTickBehavior::Skip);
    for _ in 0..beats {
        beat.tick().await;
        bell.ring().await;
    }
}
