//! tests-failed: reports at the right moment
//! `try_send` fails when two reports arrive together, and the error is dropped.

use crate::Scout;
use probe::Log;
use tokio::sync::mpsc;

pub async fn mission(scouts: Vec<Scout>, log: Log) {
    let (sender, mut reports) = mpsc::channel(1);
    for scout in scouts {
        let sender = sender.clone();
        tokio::spawn(async move {
            let report = scout.explore().await;
            let _ = sender.try_send(report);
        });
    }
    drop(sender);
    while let Some(report) = reports.recv().await {
        log.say(report);
    }
    log.say("mission ended");
}
