//! Act 7: the library, and what it can do that the steps cannot.

use executor::{JoinError, block_on, block_on_virtual, elapsed};
use executor::{join_all, sleep, spawn, timeout};
use futures::{SinkExt, StreamExt, channel::mpsc};
use stage::{OnLane, say};
use std::cell::Cell;
use std::future::pending;
use std::panic;
use std::time::Duration;

thread_local! {
    static NOW: Cell<Duration> = const { Cell::new(Duration::ZERO) };
    static IS_RUNNING: Cell<bool> = const { Cell::new(false) };
}

/// The time on this act's loop, or the time at which that loop ended.
pub(crate) fn now() -> Duration {
    if IS_RUNNING.get() {
        NOW.set(elapsed());
    }
    NOW.get()
}

pub(crate) fn what_it_does(clock_is_virtual: bool) {
    // The panics in this act are intentional.
    panic::set_hook(Box::new(|_| ()));
    let story = async {
        IS_RUNNING.set(true);
        tasks_and_times().await;
        foreign_futures().await;
        IS_RUNNING.set(false);
    };
    if clock_is_virtual {
        block_on_virtual(story).expect("there is always a timer");
    } else {
        block_on(story);
    }
    let deadlock = block_on_virtual(async {
        let task = spawn(pending::<()>());
        task.await
    });
    say!("{}", deadlock.expect_err("nothing wakes the task"));
    drop(panic::take_hook());
}

async fn tasks_and_times() {
    let borrowed = [3, 1, 2];
    let children = borrowed.iter().map(|tenths| async move {
        sleep(Duration::from_millis(100 * tenths)).await;
        tenths
    });
    let children = children.zip(1..).map(|(it, n)| it.on_lane(format!("child {n}")));
    say!("join_all: {:?}", join_all(children).await);

    let late = timeout(Duration::from_millis(100), pending::<()>().on_lane("late"));
    say!("timeout: {:?}", late.await);

    let panics = spawn(async { panic!("no coffee") }.on_lane("panics"));
    say!("a handle: {}", error(panics.await));
}

/// Futures that were not written for our loop run on it, if they use the waker they get.
async fn foreign_futures() {
    let (mut sender, receiver) = mpsc::channel(1);
    let sends = spawn(async move {
        for number in 1..=3 {
            sleep(Duration::from_millis(100)).await;
            sender.send(number).await.expect("there is a receiver");
        }
    });
    let squares: Vec<u32> = receiver.map(|number| number * number).collect().await;
    sends.await.expect("nothing in it panics");
    say!("a channel and a stream of the futures crate: {squares:?}");

    let foreign = spawn(async { tokio::time::sleep(Duration::ZERO).await });
    say!("tokio's sleep: {}", error(foreign.await));
}

fn error(joined: Result<(), JoinError>) -> JoinError {
    joined.expect_err("the task panics")
}
