//! Eight mains that spawn errands.

use probe::{Log, OnLane};
use std::{panic::resume_unwind, time::Duration};
use tokio::{
    join, spawn,
    task::JoinSet,
    time::{sleep, timeout},
};

pub const SECOND: Duration = Duration::from_secs(1);
const HALF: Duration = Duration::from_millis(500);

/// Takes one second. (`on_lane` only draws the picture.)
pub async fn errand(log: Log) {
    sleep(SECOND).on_lane("errand").await;
    log.say("delivered");
}

/// Panics after half a second. (`resume_unwind` panics without printing a message.)
async fn stumble() {
    let stumbles = async {
        sleep(HALF).await;
        resume_unwind(Box::new("stumbled"))
    };
    stumbles.on_lane("stumbles").await
}

pub async fn returns(log: Log) {
    spawn(errand(log));
}

pub async fn dropped(log: Log) {
    drop(spawn(errand(log)));
    sleep(2 * SECOND).await;
}

pub async fn timed_out(log: Log) {
    let handle = spawn(errand(log));
    timeout(HALF, handle).await.ok();
    sleep(2 * SECOND).await;
}

pub async fn timed_inside(log: Log) {
    let handle = spawn(timeout(HALF, errand(log)));
    handle.await.ok();
    sleep(2 * SECOND).await;
}

pub async fn aborted(log: Log) {
    let handle = spawn(errand(log));
    sleep(HALF).await;
    handle.abort();
    sleep(2 * SECOND).await;
}

pub async fn a_set(log: Log) {
    let mut set = JoinSet::new();
    for _ in 0..3 {
        set.spawn(errand(log.clone()));
    }
    sleep(HALF).await;
    drop(set);
    sleep(2 * SECOND).await;
}

pub async fn one_panics(log: Log) {
    let first = spawn(errand(log.clone()));
    let second = spawn(stumble());
    let third = spawn(errand(log));
    for handle in [first, second, third] {
        handle.await.ok();
    }
}

pub async fn joined(log: Log) {
    let all = spawn(async move {
        join!(errand(log.clone()), stumble(), errand(log));
    });
    all.await.ok();
    sleep(2 * SECOND).await;
}
