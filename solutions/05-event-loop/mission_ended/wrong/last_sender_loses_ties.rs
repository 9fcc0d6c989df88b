//! tests-failed: reports at the right moment
//! When no other sender is left, the report that was just received is taken for the
//! last one, although more of them may be waiting in the channel.

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
    while let Some(report) = reports.recv().await {
        log.say(report);
        // Only the mission's own sender is left.
        if sender.strong_count() == 1 {
            break;
        }
    }
    log.say("mission ended");
}
