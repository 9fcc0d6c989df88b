//! misconception: missed-beats-are-over
//! Every beat is computed from the start, so delays can't add up. But the beats that
//! have passed are still due.

use crate::Bell;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let start = Instant::now();
    for beat in 0..beats {
        sleep_until(start + period * beat).await;
        bell.ring().await;
    }
}
