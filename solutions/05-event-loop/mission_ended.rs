//! The mission drops its own sender before it starts to receive, so the channel
//! closes by itself.
//!
//! Each task drops its sender when it ends, even if it panics. The last task to end
//! closes the channel. Neither a count, nor a fixed time, nor a signal is needed.

use crate::Scout;
use probe::Log;
use tokio::sync::mpsc;

pub async fn mission(scouts: Vec<Scout>, log: Log) {
    let (sender, mut reports) = mpsc::channel(8);
    for scout in scouts {
        let sender = sender.clone();
        tokio::spawn(async move {
            let report = scout.explore().await;
            sender.send(report).await.expect("the mission is still receiving");
        });
    }
    drop(sender);
    while let Some(report) = reports.recv().await {
        log.say(report);
    }
    log.say("mission ended");
}
