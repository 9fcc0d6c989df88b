//! Sleeps for the time until the next beat. That's a duration, but each one is
//! computed from the starting time.

use crate::Bell;
use std::time::Duration;
use tokio::time::{Instant, sleep};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let start = Instant::now();
    bell.ring().await;
    for _ in 1..beats {
        let gone = start.elapsed().as_nanos() % period.as_nanos();
        if gone > 0 {
            sleep(period - Duration::from_nanos_u128(gone)).await;
        }
        bell.ring().await;
    }
}
