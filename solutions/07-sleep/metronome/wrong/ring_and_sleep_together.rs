//! misconception: sleep-keeps-the-beat
//! The sleep runs together with the ring, so the ring costs nothing. But the next
//! sleep still starts when the end of this one is noticed.

use crate::Bell;
use std::time::Duration;
use tokio::{join, time::sleep};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    for _ in 1..beats {
        join!(bell.ring(), sleep(period));
    }
    bell.ring().await;
}
