//! exited-early
//! Exiting does end a program that doesn't end by itself, and the exit code can even
//! be 0.

use crate::Scout;
use probe::Log;
use tokio::sync::mpsc;

pub async fn mission(scouts: Vec<Scout>, log: Log) {
    let mut out = scouts.len();
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
        out -= 1;
        if out == 0 {
            log.say("mission ended");
            std::process::exit(0);
        }
    }
}
