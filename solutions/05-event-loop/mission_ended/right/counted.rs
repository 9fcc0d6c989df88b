//! As many reports as there are scouts. Right for as long as each sends exactly one.

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
            sender.send(report).await.expect("the mission still listens");
        });
    }
    for _ in 0..expected {
        log.say(reports.recv().await.expect("we have a sender ourselves"));
    }
    log.say("mission ended");
}
