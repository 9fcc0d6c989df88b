//! An interval sets the beats, and each ring waits for its own beat.
//!
//! The ticks are deadlines, each one period after the previous one, and the first is
//! due immediately. A long or late ring moves none of them. Of the ticks that were
//! due during a long ring, one fires when the ring ends, and the others are skipped.
//! The tick comes before the ring, so nothing is awaited after the last ring.

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
