//! misconception: pending-without-waker
//! `Pending` means "not yet", so the loop should ask again.

use crate::Scout;
use probe::Log;
use std::{future::poll_fn, task::Poll};

pub async fn mission(scouts: Vec<Scout>, log: Log) {
    let mut tasks = Vec::new();
    for scout in scouts {
        let log = log.clone();
        tasks.push(tokio::spawn(async move { log.say(scout.explore().await) }));
    }
    let all_back = poll_fn(|_| match tasks.iter().all(|it| it.is_finished()) {
        true => Poll::Ready(()),
        false => Poll::Pending,
    });
    all_back.await;
    log.say("mission ended");
}
