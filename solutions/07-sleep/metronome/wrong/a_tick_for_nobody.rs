//! tests-failed: ring 1 begins at
//! The compiler warns of a future that is not used, and `let _` silences it.

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
