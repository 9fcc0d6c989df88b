//! The ring in a task, and the beat in the loop. No tick is ever missed, so the
//! interval's behavior does not matter; a long ring goes on beneath the next ones.

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
