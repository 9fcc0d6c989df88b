//! misconception: spawned-is-done
//! The tasks log their reports themselves, and tasks are supposed to run on their
//! own.

use crate::Scout;
use probe::Log;

pub async fn mission(scouts: Vec<Scout>, log: Log) {
    for scout in scouts {
        let log = log.clone();
        tokio::spawn(async move { log.say(scout.explore().await) });
    }
    log.say("mission ended");
}
