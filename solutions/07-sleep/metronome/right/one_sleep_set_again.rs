//! One sleep serves all beats. Its deadline is moved by as many periods as the ring
//! has covered, starting from the old deadline, not from now.

use crate::Bell;
use std::{pin::pin, time::Duration};
use tokio::time::{Instant, sleep_until};

pub async fn metronome(bell: Bell, beats: u32, period: Duration) {
    let mut sleep = pin!(sleep_until(Instant::now()));
    for _ in 0..beats {
        sleep.as_mut().await;
        bell.ring().await;
        let beat = sleep.deadline();
        let gone = beat.elapsed().as_millis();
        let covered = gone.saturating_sub(1) / period.as_millis();
        let covered = u32::try_from(covered).expect("a ring covers a few beats");
        sleep.as_mut().reset(beat + period * (covered + 1));
    }
}
