//! misconception: kept-sender
//! Tidied up at the end, as one tidies up: but the loop above never comes to it.

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
    while let Some(report) = reports.recv().await {
        log.say(report);
    }
    drop(sender);
    log.say("mission ended");
}
