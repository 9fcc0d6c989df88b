//! misconception: missed-beats-are-over
//! If the thread was blocked across a beat, that beat is skipped instead of rung late.

use crate::Bell;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let mut beat = Instant::now();
    let mut rings = 0;
    while rings < beats {
        sleep_until(beat).await;
        let on_time = beat.elapsed() < Duration::from_millis(5);
        beat += period;
        if on_time {
            bell.ring().await;
            rings += 1;
        }
    }
}
