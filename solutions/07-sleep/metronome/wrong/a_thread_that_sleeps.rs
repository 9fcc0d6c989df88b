//! misconception: blocking-is-waiting
//! There is a sleep in the standard library, and it wants no `.await`.

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
