//! misconception: missed-beats-are-over
//! An interval keeps the beat, as the lesson says. But a setting says what it does
//! about missed ticks, and this code leaves it at the default.

use crate::Bell;
use std::time::Duration;
use tokio::time::interval;

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let mut beat = interval(period);
    for _ in 0..beats {
        beat.tick().await;
        bell.ring().await;
    }
}
