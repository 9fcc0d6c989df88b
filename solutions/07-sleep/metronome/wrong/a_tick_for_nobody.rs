//! misconception: underscore-runs-it
//! The compiler warns about an unused future, and `let _` silences the warning.

use crate::Bell;
use std::time::Duration;
use tokio::time::interval;

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let mut ticks = interval(period);
    for _ in 0..beats {
        let _ = ticks.tick();
        bell.ring().await;
    }
}
