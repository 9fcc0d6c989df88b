//! misconception: sleep-keeps-the-beat
//! `Delay` sounds like the right thing for a late tick, but it also delays all later
//! ticks.

use crate::Bell;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let mut beat = interval(period);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for _ in 0..beats {
        beat.tick().await;
        bell.ring().await;
    }
}
