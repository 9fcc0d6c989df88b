//! tests-failed: it makes 9 rings
//! A beat that has passed gets no ring, and is one of the ten all the same.

use crate::Bell;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let start = Instant::now();
    for beat in 0..beats {
        let due = start + period * beat;
        if due.elapsed() < period / 2 {
            sleep_until(due).await;
            bell.ring().await;
        }
    }
}
