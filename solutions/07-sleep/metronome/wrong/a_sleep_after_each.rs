//! misconception: sleep-keeps-the-beat
//! Ring, wait one period, ring: the code reads just like the exercise's header.

use crate::Bell;
use std::time::Duration;
use tokio::time::sleep;

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    for beat in 0..beats {
        if beat > 0 {
            sleep(period).await;
        }
        bell.ring().await;
    }
}
