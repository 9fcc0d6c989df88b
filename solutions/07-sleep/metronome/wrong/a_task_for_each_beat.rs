//! tests-failed: lasted until
//! All beats are set at the start, each in its own task. That works for ten beats,
//! but not for a metronome that never ends.

use crate::Bell;
use std::time::Duration;
use tokio::{
    task::JoinSet,
    time::{Instant, sleep_until},
};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let start = Instant::now();
    let mut rings = JoinSet::new();
    for beat in 0..beats {
        let bell = bell.clone();
        rings.spawn(async move {
            sleep_until(start + period * beat).await;
            bell.ring().await;
        });
    }
    rings.join_all().await;
}
