//! misconception: sleep-keeps-the-beat
//! A ring takes 100 ms on average, so the sleep is that much shorter.

use crate::Bell;
use std::time::Duration;
use tokio::time::sleep;

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let ring = Duration::from_millis(100);
    bell.ring().await;
    for _ in 1..beats {
        sleep(period - ring).await;
        bell.ring().await;
    }
}
