//! A panic in one of two tasks, and a panic in one of two branches of the same task.

use crate::{deliver, words::in_words};
use stage::{OnLane, say};
use std::{
    panic::{set_hook, take_hook},
    time::Duration,
};
use tokio::{
    join, spawn,
    time::{Instant, sleep_until},
};

pub(crate) async fn one_of_two() {
    let start = Instant::now();
    // The story prints the panics' messages itself, so the hook must not print them
    // too.
    let hook = take_hook();
    set_hook(Box::new(|_| ()));

    let soup = spawn(spill(5).on_lane("task soup"));
    let bread = spawn(deliver("bread", 10).on_lane("task bread"));
    say!("soup: {}", in_words(soup.await));
    say!("bread: {}", in_words(bread.await));

    sleep_until(start + Duration::from_millis(1200)).await;
    let both = spawn(async {
        join!(
            spill(5).on_lane("branch soup"),
            deliver("bread", 10).on_lane("branch bread")
        );
    });
    say!("both in one task: {}", in_words(both.await));
    set_hook(hook);
}

async fn spill(tenths: u64) {
    tokio::time::sleep(Duration::from_millis(100 * tenths)).await;
    panic!("spilled")
}
