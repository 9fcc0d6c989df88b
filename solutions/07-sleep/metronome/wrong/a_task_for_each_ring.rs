//! tests-failed: lasted until
//! The loop keeps the beat, and each ring runs in its own task. No tick is ever
//! missed, so the interval's behavior doesn't matter. A long ring overlaps the next
//! ones.

use crate::Bell;
use std::time::Duration;
use tokio::time::interval;

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let mut beat = interval(period);
    let mut rings = Vec::new();
    for _ in 0..beats {
        beat.tick().await;
        let bell = bell.clone();
        rings.push(tokio::spawn(async move { bell.ring().await }));
    }
    for ring in rings {
        ring.await.expect("a ring does not panic");
    }
}
