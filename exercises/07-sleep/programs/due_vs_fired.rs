//! Five programs, each with a ticker that ticks four times and a helper that blocks.
//! A tick fires when `log.say("tick")` runs.

use probe::{Log, OnLane, thread};
use std::{sync::mpsc, time::Duration};
use tokio::{
    join,
    runtime::Builder,
    task::{spawn, spawn_blocking, yield_now},
    time::{Instant, sleep, sleep_until},
};

pub const TICK: Duration = Duration::from_millis(100);
pub const SHORT: Duration = Duration::from_millis(50);
pub const LONG: Duration = Duration::from_millis(150);
pub const BLOCK: Duration = Duration::from_millis(200);

pub async fn by_duration(log: Log) {
    join!(ticker(&log).on_lane("ticker"), helper(LONG).on_lane("helper"));
}

pub async fn by_deadline(log: Log) {
    join!(
        ticker_with_deadlines(&log).on_lane("ticker"),
        helper(LONG).on_lane("helper")
    );
}

pub async fn in_a_task(log: Log) {
    let task = spawn(helper(SHORT).on_lane("helper"));
    ticker(&log).on_lane("ticker").await;
    task.await.expect("the helper does not panic");
}

pub async fn in_the_pool(log: Log) {
    let helper = async {
        sleep(LONG).await;
        spawn_blocking(|| thread::sleep(BLOCK)).await
    };
    let (_, slept) = join!(ticker(&log).on_lane("ticker"), helper.on_lane("helper"));
    slept.expect("the helper does not panic");
}

pub async fn ticker(log: &Log) {
    for _ in 0..4 {
        sleep(TICK).await;
        log.say("tick");
    }
}

pub async fn ticker_with_deadlines(log: &Log) {
    let start = Instant::now();
    for tick in 1..=4 {
        sleep_until(start + tick * TICK).await;
        log.say("tick");
    }
}

/// Waits, and then blocks. (`on_lane`, used above, only draws the picture.)
pub async fn helper(wait: Duration) {
    sleep(wait).await;
    thread::sleep(BLOCK);
}

/// The fifth program: a runtime with eight workers.
pub fn among_eight(log: &Log) {
    let runtime = Builder::new_multi_thread().worker_threads(8).build();
    let runtime = runtime.expect("the system has room for eight threads");
    let (open, gate) = mpsc::channel();
    let log = log.clone();
    let both = runtime.spawn(async move {
        join!(eager_ticker(&log), stubborn_helper(&log, gate));
    });
    runtime.block_on(async {
        // Eight more tasks run to completion before the gate opens.
        for _ in 0..8 {
            let other = runtime.spawn(async { eager_ticker(&Log::new()).await });
            other.await.expect("a ticker does not panic");
        }
        open.send(()).expect("the helper waits for it");
        both.await.expect("neither of them panics");
    });
}

/// All four ticks are due immediately.
async fn eager_ticker(log: &Log) {
    for _ in 0..4 {
        yield_now().await;
        log.say("tick");
    }
}

/// Blocks its thread until the gate opens.
async fn stubborn_helper(log: &Log, gate: mpsc::Receiver<()>) {
    log.say("blocked");
    gate.recv().expect("the gate opens");
    log.say("free");
}
