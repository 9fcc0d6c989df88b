//! tests-failed: but its beat is at
//! This code assumes that a long ring covers two beats, however long it is.

use crate::Bell;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let mut next = Instant::now();
    for _ in 0..beats {
        sleep_until(next).await;
        let begun = Instant::now();
        bell.ring().await;
        next += if begun.elapsed() > period { 3 * period } else { period };
    }
}
