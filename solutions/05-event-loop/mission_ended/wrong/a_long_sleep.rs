//! misconception: long-enough
//! The tasks log their reports themselves, so the mission only has to wait long
//! enough.

use crate::Scout;
use probe::Log;
use std::time::Duration;

pub async fn mission(scouts: Vec<Scout>, log: Log) {
    for scout in scouts {
        let log = log.clone();
        tokio::spawn(async move { log.say(scout.explore().await) });
    }
    tokio::time::sleep(Duration::from_secs(10)).await;
    log.say("mission ended");
}
