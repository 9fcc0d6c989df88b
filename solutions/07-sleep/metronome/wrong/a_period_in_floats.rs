//! tests-failed: began at 0.201 s, but its beat is at 0.2 s
//! An `f32` can't represent 0.2 exactly. The actual value is a little more, and a
//! sleep lasts until the next whole millisecond.

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
