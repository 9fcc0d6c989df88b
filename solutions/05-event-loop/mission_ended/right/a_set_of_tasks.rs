//! A `JoinSet` returns the result of whichever task ends next, and `None` after the
//! last one.

use crate::Scout;
use probe::Log;
use tokio::task::JoinSet;

pub async fn mission(scouts: Vec<Scout>, log: Log) {
    let mut out = JoinSet::new();
    for scout in scouts {
        out.spawn(scout.explore());
    }
    while let Some(report) = out.join_next().await {
        log.say(report.expect("a scout does not panic"));
    }
    log.say("mission ended");
}
