//! A task keeps the beat and leaves a note at each. A second note on top of the first
//! changes nothing, so of all that a long ring covers one is made up for.

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
