//! misconception: now-and-then-is-waiting
//! The mission checks on its scouts' tasks every millisecond.

use crate::Scout;
use probe::Log;
use std::time::Duration;
use tokio::time::sleep;

pub async fn mission(scouts: Vec<Scout>, log: Log) {
    let mut tasks = Vec::new();
    for scout in scouts {
        let log = log.clone();
        tasks.push(tokio::spawn(async move { log.say(scout.explore().await) }));
    }
    while !tasks.iter().all(|it| it.is_finished()) {
        sleep(Duration::from_millis(1)).await;
    }
    log.say("mission ended");
}
