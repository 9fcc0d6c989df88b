//! misconception: sleep-keeps-the-beat
//! The ring is timed, and the sleep lasts for the rest of the period. But nothing
//! corrects for a sleep that ends late.

use crate::Bell;
use std::time::Duration;
use tokio::time::{Instant, sleep};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    for beat in 1..=beats {
        let start = Instant::now();
        bell.ring().await;
        if beat < beats {
            sleep(period - start.elapsed()).await;
        }
    }
}
