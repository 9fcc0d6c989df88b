//! tests-failed: it made 9 rings instead of 10
//! A beat that has passed gets no ring, but still counts as one of the ten.

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
