//! misconception: awaits-in-sequence
//! A handle can be awaited, so each one is awaited before the next scout goes out.

use crate::Scout;
use probe::Log;

pub async fn mission(scouts: Vec<Scout>, log: Log) {
    for scout in scouts {
        let handle = tokio::spawn(async { scout.explore().await });
        log.say(handle.await.expect("a scout does not panic"));
    }
    log.say("mission ended");
}
