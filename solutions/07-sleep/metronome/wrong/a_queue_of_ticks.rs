//! misconception: missed-beats-are-over
//! A task keeps the beat and is never late. But the channel stores everything the
//! task sends, including the ticks during a long ring.

use crate::Bell;
use std::time::Duration;
use tokio::{spawn, sync::mpsc, time::interval};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let (sender, mut ticks) = mpsc::channel(16);
    spawn(async move {
        let mut beat = interval(period);
        loop {
            beat.tick().await;
            if sender.send(()).await.is_err() {
                break;
            }
        }
    });
    for _ in 0..beats {
        ticks.recv().await.expect("the task runs until the receiver is dropped");
        bell.ring().await;
    }
}
