//! misconception: sleep-keeps-the-beat
//! If the next beat has passed, this code puts the one after it one period from now.

use crate::Bell;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let mut next = Instant::now();
    for _ in 0..beats {
        sleep_until(next).await;
        bell.ring().await;
        next += period;
        let now = Instant::now();
        if next < now {
            next = now + period;
        }
    }
}
