//! When does a sleep begin: when it is called, or when it is awaited?
//!
//! tokio's `sleep` is an ordinary function that sets a deadline and returns a
//! future. An `async fn` around it does nothing when it is called, so its sleep
//! begins later.

use stage::{OnLane, say, seconds};
use std::time::Duration;
use tokio::time::{Instant, sleep};

const NAP: Duration = Duration::from_secs(1);
const BUSY_ELSEWHERE: Duration = Duration::from_millis(700);

async fn nap() {
    sleep(NAP).await;
}

pub(crate) async fn made_early() {
    let start = Instant::now();
    drop(sleep(NAP));
    say!("created and never awaited: over after {}", seconds(start.elapsed()));

    let start = Instant::now();
    let early = nap().on_lane("async fn nap");
    sleep(BUSY_ELSEWHERE).on_lane("busy elsewhere").await;
    early.await;
    say!("our own async fn: over after {}", seconds(start.elapsed()));

    let start = Instant::now();
    let early = sleep(NAP).on_lane("tokio's sleep");
    sleep(BUSY_ELSEWHERE).on_lane("busy elsewhere").await;
    early.await;
    say!("Rust: tokio's sleep: over after {}", seconds(start.elapsed()));
}
