//! misconception: blocking-is-waiting
//! The standard library has a sleep, and it needs no `.await`.

use crate::Bell;
use std::{thread, time::Duration};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    for beat in 0..beats {
        if beat > 0 {
            thread::sleep(period);
        }
        bell.ring().await;
    }
}
