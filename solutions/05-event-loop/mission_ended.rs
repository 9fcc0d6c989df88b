//! The mission's own sender goes before it listens, so the channel closes by itself.
//!
//! Each task drops its sender when it ends, also when it panics. The last one to end
//! closes the channel, and nobody has to count, to name a time, or to be told.

use crate::Scout;
use probe::Log;
use tokio::sync::mpsc;

pub async fn mission(scouts: Vec<Scout>, log: Log) {
    let (sender, mut reports) = mpsc::channel(8);
    for scout in scouts {
        let sender = sender.clone();
        tokio::spawn(async move {
            let report = scout.explore().await;
            sender.send(report).await.expect("the mission still listens");
        });
    }
    drop(sender);
    while let Some(report) = reports.recv().await {
        log.say(report);
    }
    log.say("mission ended");
}
