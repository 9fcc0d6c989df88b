//! A sleep for what is left of the way to a beat that is known: a duration, but one
//! that is reckoned from a deadline each time.

use crate::Bell;
use std::time::Duration;
use tokio::time::{Instant, sleep};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let mut next = Instant::now();
    for beat in 1..=beats {
        bell.ring().await;
        next += period;
        if beat < beats {
            sleep(next.saturating_duration_since(Instant::now())).await;
        }
    }
}
