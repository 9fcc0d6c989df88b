//! misconception: spawned-is-done
//! The tasks say their reports themselves, and are said to run by themselves.

use crate::Scout;
use probe::Log;

pub async fn mission(scouts: Vec<Scout>, log: Log) {
    for scout in scouts {
        let log = log.clone();
        tokio::spawn(async move { log.say(scout.explore().await) });
    }
    log.say("mission ended");
}
