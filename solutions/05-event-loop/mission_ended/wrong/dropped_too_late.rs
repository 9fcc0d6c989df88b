//! misconception: kept-sender
//! Drops the sender at the end, as cleanup usually is, but the loop before that
//! never ends.

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
    }
    drop(sender);
    log.say("mission ended");
}
