//! misconception: long-enough
//! If no report arrives for three seconds, there will be no more reports.

use crate::Scout;
use probe::Log;
use std::time::Duration;
use tokio::{sync::mpsc, time::timeout};

pub async fn mission(scouts: Vec<Scout>, log: Log) {
    let (sender, mut reports) = mpsc::channel(8);
    for scout in scouts {
        let sender = sender.clone();
        tokio::spawn(async move {
            let report = scout.explore().await;
            sender.send(report).await.expect("the mission is still receiving");
        });
    }
    let silence = Duration::from_secs(3);
    while let Ok(Some(report)) = timeout(silence, reports.recv()).await {
        log.say(report);
    }
    log.say("mission ended");
}
