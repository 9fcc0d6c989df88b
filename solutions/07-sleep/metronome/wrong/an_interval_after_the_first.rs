//! misconception: first-tick-waits
//! The first ring starts immediately, and then an interval takes over.

use crate::Bell;
use std::time::Duration;
use tokio::time::interval;

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let mut beat = interval(period);
    bell.ring().await;
    for _ in 1..beats {
        beat.tick().await;
        bell.ring().await;
    }
}
