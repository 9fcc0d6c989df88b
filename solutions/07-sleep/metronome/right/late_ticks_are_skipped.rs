//! The ring in a task, and the beat in the loop: it would even keep time if a ring
//! were longer than a period.

use crate::Bell;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let mut beat = interval(period);
    beat.set_missed_tick_behavior(MissedTickBehavior::Skip);
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
