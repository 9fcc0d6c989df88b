//! timed-out
//! "While they are not back" reads like waiting, but the loop keeps the only thread
//! busy.

use crate::Scout;
use probe::Log;

pub async fn mission(scouts: Vec<Scout>, log: Log) {
    let mut tasks = Vec::new();
    for scout in scouts {
        let log = log.clone();
        tasks.push(tokio::spawn(async move { log.say(scout.explore().await) }));
    }
    while !tasks.iter().all(|it| it.is_finished()) {
        std::hint::spin_loop();
    }
    log.say("mission ended");
}
