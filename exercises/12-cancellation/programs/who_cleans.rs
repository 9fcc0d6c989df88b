//! Five programs that call off the same job, or try to.

use probe::{Log, OnLane};
use std::time::Duration;
use tokio::{
    spawn,
    time::{sleep, timeout},
};

pub const SOON: Duration = Duration::from_millis(100);
pub const WORK: Duration = Duration::from_millis(300);
pub const LATER: Duration = Duration::from_millis(400);
pub const TIDYING: Duration = Duration::from_millis(200);

/// The job has a timeout of 100 ms.
pub async fn a_timeout(log: Log) {
    let _ = timeout(SOON, job(log).on_lane("job")).await;
}

/// The job is a task, and its handle has a timeout of 100 ms.
pub async fn of_a_handle(log: Log) {
    let handle = spawn(job(log).on_lane("job"));
    let _ = timeout(SOON, handle).await;
}

/// The job is a task, and is aborted after 100 ms.
pub async fn abort(log: Log) {
    let handle = spawn(job(log.clone()).on_lane("job"));
    sleep(SOON).await;
    handle.abort();
    log.say("aborted");
    let _ = handle.await;
}

/// The job is a task, and is aborted immediately.
pub async fn abort_at_once(log: Log) {
    let handle = spawn(job(log.clone()).on_lane("job"));
    handle.abort();
    log.say("aborted");
    let _ = handle.await;
}

/// The job has a timeout of 400 ms.
pub async fn while_tidying(log: Log) {
    let _ = timeout(LATER, job(log).on_lane("job")).await;
}

/// The job. (`on_lane`, above, only draws the picture.)
pub async fn job(log: Log) {
    let _guard = Guard(log.clone());
    log.say("begin");
    sleep(WORK).await;
    log.say("end");
    tidy(&log).await;
}

pub async fn tidy(log: &Log) {
    sleep(TIDYING).await;
    log.say("tidy");
}

pub struct Guard(pub Log);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.say("guard");
    }
}
