//! Six snippets that call `tea`.

use probe::{Log, OnLane};
use std::time::Duration;
use tokio::{join, spawn, time::sleep};

const SECOND: Duration = Duration::from_secs(1);

/// Logs two lines, one second apart. (`on_lane` only draws the picture.)
pub async fn tea(log: Log) {
    log.say("put on");
    sleep(SECOND).on_lane("tea").await;
    log.say("ready");
}

pub async fn called(log: Log) {
    #[expect(unused_must_use, reason = "the snippet is about the forgotten await")]
    tea(log);
}

pub async fn kept(log: Log) {
    let pot = tea(log);
    sleep(5 * SECOND).await;
}

pub async fn dropped(log: Log) {
    drop(tea(log));
}

pub async fn awaited(log: Log) {
    tea(log).await;
}

pub async fn joined(log: Log) {
    join!(tea(log.clone()), tea(log));
}

pub async fn spawned(log: Log) {
    spawn(tea(log));
}
