//! Each task logs its own report, and the mission awaits the handles of all tasks.

use crate::Scout;
use probe::Log;

pub async fn mission(scouts: Vec<Scout>, log: Log) {
    let mut tasks = Vec::new();
    for scout in scouts {
        let log = log.clone();
        tasks.push(tokio::spawn(async move { log.say(scout.explore().await) }));
    }
    for task in tasks {
        task.await.expect("a scout does not panic");
    }
    log.say("mission ended");
}
