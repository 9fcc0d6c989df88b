//! One sleep for all beats: its deadline is moved on by a period from where it was,
//! and not from now.

use crate::Bell;
use std::{pin::pin, time::Duration};
use tokio::time::{Instant, sleep_until};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let mut sleep = pin!(sleep_until(Instant::now()));
    for _ in 0..beats {
        sleep.as_mut().await;
        let next = sleep.deadline() + period;
        bell.ring().await;
        sleep.as_mut().reset(next);
    }
}
