//! A task keeps the beat and leaves a notification at each one. A second
//! notification on top of the first changes nothing, so of all the beats that a long
//! ring covers, only one is rung afterward.

use crate::Bell;
use std::{sync::Arc, time::Duration};
use tokio::{spawn, sync::Notify, time::interval};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let now = Arc::new(Notify::new());
    let note = Arc::clone(&now);
    let drummer = spawn(async move {
        let mut beat = interval(period);
        loop {
            beat.tick().await;
            note.notify_one();
        }
    });
    for _ in 0..beats {
        now.notified().await;
        bell.ring().await;
    }
    drummer.abort();
}
