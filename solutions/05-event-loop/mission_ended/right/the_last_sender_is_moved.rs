//! The loop that spawns the tasks is in a function that owns the first sender, and
//! the sender is dropped when the function returns.

use crate::Scout;
use probe::Log;
use tokio::sync::mpsc::{self, Receiver};

fn send_out(scouts: Vec<Scout>) -> Receiver<String> {
    let (sender, reports) = mpsc::channel(8);
    for scout in scouts {
        let sender = sender.clone();
        tokio::spawn(async move { sender.send(scout.explore().await).await });
    }
    reports
}

pub async fn mission(scouts: Vec<Scout>, log: Log) {
    let mut reports = send_out(scouts);
    while let Some(report) = reports.recv().await {
        log.say(report);
    }
    log.say("mission ended");
}
