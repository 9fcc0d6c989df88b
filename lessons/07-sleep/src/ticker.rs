//! Three ticks, due 0.1 s apart, next to a future that sleeps for 0.6 s.

use stage::{OnLane, say, seconds};
use std::time::Duration;
use tokio::time::Instant;

const TICK: Duration = Duration::from_millis(100);
const NAP: Duration = Duration::from_millis(600);

async fn ticker(start: Instant) {
    for tick in 1..=3 {
        tokio::time::sleep(TICK).await;
        let (due, fired) = (seconds(TICK * tick), seconds(start.elapsed()));
        say!("tick {tick} was due at {due}, fired at {fired}");
    }
}

async fn waiter() {
    tokio::time::sleep(NAP).await;
    say!("awake again");
}

/// Wrong on purpose: holds the thread, so that nothing else on it can run.
#[expect(clippy::unused_async, reason = "the missing await is what this act shows")]
async fn blocker() {
    stage::thread::sleep(NAP);
    say!("awake again");
}

pub(crate) async fn beside_waiting() {
    let start = Instant::now();
    tokio::join!(ticker(start).on_lane("ticker"), waiter().on_lane("waiter"));
}

pub(crate) async fn beside_blocking() {
    let start = Instant::now();
    tokio::join!(ticker(start).on_lane("ticker"), blocker().on_lane("blocker"));
}
