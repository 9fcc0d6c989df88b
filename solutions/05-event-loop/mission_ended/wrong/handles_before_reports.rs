//! tests-failed: it is stuck
//! The tasks are awaited before the reports are read. But when the channel is full,
//! no task can send, so no task ends.

use crate::Scout;
use probe::Log;
use tokio::sync::mpsc;

pub async fn mission(scouts: Vec<Scout>, log: Log) {
    let (sender, mut reports) = mpsc::channel(1);
    let mut handles = Vec::new();
    for scout in scouts {
        let sender = sender.clone();
        handles.push(tokio::spawn(async move {
            let report = scout.explore().await;
            sender.send(report).await.expect("the mission is still receiving");
        }));
    }
    drop(sender);
    for handle in handles {
        handle.await.expect("a scout does not panic");
    }
    while let Some(report) = reports.recv().await {
        log.say(report);
    }
    log.say("mission ended");
}
