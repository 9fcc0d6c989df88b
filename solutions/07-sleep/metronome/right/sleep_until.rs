//! The next beat is an instant. After each ring, it is moved by whole periods until
//! it is in the future. So delays don't add up, and beats that the ring covers are
//! left out.

use crate::Bell;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let mut next = Instant::now();
    for _ in 0..beats {
        sleep_until(next).await;
        bell.ring().await;
        while next < Instant::now() {
            next += period;
        }
    }
}
