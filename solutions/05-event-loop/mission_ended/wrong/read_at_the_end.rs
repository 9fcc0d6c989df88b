//! misconception: kept-sender
//! All reports are collected before the first one is logged, and the first sender is
//! kept.

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
    let mut collected = Vec::new();
    while let Some(report) = reports.recv().await {
        collected.push(report);
    }
    for report in collected {
        log.say(report);
    }
    log.say("mission ended");
}
