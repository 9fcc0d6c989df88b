//! # The mission that never ends
//!
//! **fix, 10 minutes**
//!
//! A mission sends out scouts, each in its own task. When a scout is back, its task
//! sends a report. The mission logs each report as it comes in, and then
//! `mission ended`. But it never logs that last line: it waits for one more report,
//! which never comes. Make the mission end as soon as the last scout is back.
//!
//! **Given:** `log.say(…)` logs a line. `scout.explore()` takes as long as the scout
//! needs, and returns the scout's report:
//!
//! ```rust,ignore
//! impl Scout {
//!     async fn explore(self) -> String;
//! }
//! ```
//!
//! The channel is tokio's: `recv` returns `None` once every sender has been dropped.
//!
//! **Judged:** on the virtual clock, with 1 to 42 scouts that take 0.1 s to 10
//! minutes. Up to 20 scouts return at the same moment, and their reports may be
//! logged in any order.
//! - each report is logged at the moment when its scout returns
//! - `mission ended` is logged at the moment of the last report, as the last line
//! - with `n` scouts, `mission` is polled at most `10 n + 10` times
//! - `mission` returns at that moment, and no task is left running
//!
//! The check keeps running after the mission, so do not exit the process.
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
            sender.send(report).await.expect("the mission is still receiving");
        });
    }
    // TODO: make this loop end after the last report.
    while let Some(report) = reports.recv().await {
        log.say(report);
    }
    log.say("mission ended");
}
