//! misconception: spawned-is-done
//! Every task knows its beat, so the function has nothing left to do.

use crate::Bell;
use std::time::Duration;
use tokio::time::sleep;

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    for beat in 0..beats {
        let bell = bell.clone();
        tokio::spawn(async move {
            sleep(period * beat).await;
            bell.ring().await;
        });
    }
}
