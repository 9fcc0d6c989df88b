//! tests-failed: but the last scout is back at
//! The receiver closes its channel while the scouts are out, so no report can be sent.

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
    reports.close();
    while let Some(report) = reports.recv().await {
        log.say(report);
    }
    log.say("mission ended");
}
