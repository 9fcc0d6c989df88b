//! tests-failed: `std::thread::sleep` has this effect
//! The loop's thread is free, as it should be. But the pool's thread sleeps on a
//! different clock, and it sleeps for a full period after each ring.

use crate::Bell;
use std::{thread, time::Duration};
use tokio::task::spawn_blocking;

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    for beat in 0..beats {
        if beat > 0 {
            let nap = spawn_blocking(move || thread::sleep(period));
            nap.await.expect("a sleep does not panic");
        }
        bell.ring().await;
    }
}
