//! misconception: now-and-then-is-waiting
//! Checks the clock every millisecond, so that no beat is missed.

use crate::Bell;
use std::time::Duration;
use tokio::time::{Instant, sleep};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let mut next = Instant::now();
    for _ in 0..beats {
        while Instant::now() < next {
            sleep(Duration::from_millis(1)).await;
        }
        bell.ring().await;
        while next < Instant::now() {
            next += period;
        }
    }
}
