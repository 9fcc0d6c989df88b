//! tests-failed: begins at 0.201 s; its beat is at 0.2 s
//! An `f32` has no 0.2. What it has is a bit more, and a sleep ends at the millisecond
//! after that.

use crate::Bell;
use std::time::Duration;
use tokio::time::interval;

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let mut ticks = interval(Duration::from_secs_f32(period.as_secs_f32()));
    for _ in 0..beats {
        ticks.tick().await;
        bell.ring().await;
    }
}
