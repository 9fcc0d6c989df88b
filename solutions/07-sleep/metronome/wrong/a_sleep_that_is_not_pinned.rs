//! misconception: a-reference-will-do
//! One sleep serves all beats. It is awaited by reference, so that it can be set
//! again.

use crate::Bell;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let mut sleep = sleep_until(Instant::now());
    for _ in 0..beats {
        (&mut sleep).await;
        bell.ring().await;
        let next = sleep.deadline() + period;
        sleep.reset(next);
    }
}
