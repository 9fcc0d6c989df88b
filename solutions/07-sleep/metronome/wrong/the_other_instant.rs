//! misconception: one-clock-for-all
//! This is right in a program that uses only the machine's clock. The editor offered
//! two types called `Instant`.

use crate::Bell;
use std::time::{Duration, Instant};
use tokio::time::sleep;

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let start = Instant::now();
    for beat in 0..beats {
        sleep((period * beat).saturating_sub(start.elapsed())).await;
        bell.ring().await;
    }
}
