//! tests-failed: but its beat is at
//! This code assumes that a ring of exactly one period covers the beat at its end.

use crate::Bell;
use std::time::Duration;
use tokio::time::{Instant, sleep};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let start = Instant::now();
    bell.ring().await;
    for _ in 1..beats {
        let gone = start.elapsed().as_nanos() % period.as_nanos();
        sleep(period - Duration::from_nanos_u128(gone)).await;
        bell.ring().await;
    }
}
