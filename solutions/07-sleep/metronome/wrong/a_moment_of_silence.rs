//! misconception: blocking-is-waiting
//! After each ring, the thread sleeps on the machine's clock.

use crate::Bell;
use std::time::Duration;

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let mut i = tokio::time::interval(period);
    i.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
    for _ in 0..beats {
        i.tick().await;
        bell.ring().await;
        std::thread::sleep(Duration::from_millis(100));
    }
}
