//! misconception: one-clock-for-all
//! There is a conversion between the two `Instant` types, so the compiler accepts
//! the code.

use crate::Bell;
use std::time::{Duration, Instant};
use tokio::time::sleep_until;

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let start = Instant::now();
    for beat in 0..beats {
        sleep_until((start + period * beat).into()).await;
        bell.ring().await;
    }
}
