//! Receives as many reports as there are scouts. This is right as long as each task
//! sends exactly one report.

use crate::Scout;
use probe::Log;
use tokio::sync::mpsc;

pub async fn mission(scouts: Vec<Scout>, log: Log) {
    let (sender, mut reports) = mpsc::channel(8);
    let expected = scouts.len();
    for scout in scouts {
        let sender = sender.clone();
        tokio::spawn(async move {
            let report = scout.explore().await;
            sender.send(report).await.expect("the mission is still receiving");
        });
    }
    for _ in 0..expected {
        log.say(reports.recv().await.expect("`sender` still exists"));
    }
    log.say("mission ended");
}
