//! # The mission that never ends
//!
//! **fix, 10 minutes**
//!
//! Two scouts go out, each in its own task, and each sends a report when it is back.
//! The mission says every report as it comes in, and then that it has ended.
//! But that last line is never said: the mission waits for one more report, which
//! nothing sends. Make it end when the last scout is back.
//!
//! **Given:** `scout.explore().await` takes the scout's time and returns its report.
//! The channel delivers what is sent; `recv` returns `None` when every sender has
//! been dropped.
//!
//! **Judged:** on the virtual clock, with other times, and with one scout or more:
//! - every report is said when its scout is back
//! - the mission ends at the moment of the last report
//! - no task is left running
//!
//! The program goes on after the mission, so do not exit the process.
//!
//! **Taught in:** lessons/05-event-loop, "The event loop".

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
    // TODO: leave this loop after the last report.
    while let Some(report) = reports.recv().await {
        log.say(report);
    }
    log.say("mission ended");
}
