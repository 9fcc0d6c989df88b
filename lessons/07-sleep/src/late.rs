//! A timeout of 0.1 s around each of two sleeps of 0.6 s: it can't stop the one that
//! blocks.

use stage::{OnLane, say, seconds};
use std::time::Duration;
use tokio::time::{Instant, timeout};

const LIMIT: Duration = Duration::from_millis(100);
const NAP: Duration = Duration::from_millis(600);

pub(crate) async fn a_timeout_around_each() {
    let waits = async { tokio::time::sleep(NAP).await };
    limited("a sleep that waits", waits).await;

    let blocks = async { stage::thread::sleep(NAP) };
    limited("a sleep that blocks", blocks).await;
}

async fn limited(what: &str, nap: impl Future<Output = ()>) {
    let start = Instant::now();
    let answer = match timeout(LIMIT, nap.on_lane(what)).await {
        Ok(()) => "finished",
        Err(_) => "stopped",
    };
    say!("0.1 s for {what}: {answer} after {}", seconds(start.elapsed()));
}
