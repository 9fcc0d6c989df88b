//! Two greetings that sleep, in three ways: one after the other, together, and with the
//! wrong sleep.

use stage::{OnLane, say, seconds};
use std::time::Duration;
use tokio::time::Instant;

/// Says the word, then waits. While it waits, the thread is free.
async fn greet(word: &str, secs: u64) {
    say!("{word}");
    tokio::time::sleep(Duration::from_secs(secs)).await;
}

/// Wrong on purpose: says the word, then blocks the thread.
#[expect(clippy::unused_async, reason = "the missing await is what this act shows")]
async fn greet_blocking(word: &str, secs: u64) {
    say!("{word}");
    stage::thread::sleep(Duration::from_secs(secs));
}

pub(crate) async fn one_after_the_other() {
    let start = Instant::now();
    greet("hi", 1).on_lane("hi").await;
    greet("hoi", 2).on_lane("hoi").await;
    say!("1 s and then 2 s: {}", seconds(start.elapsed()));
}

pub(crate) async fn together() {
    let start = Instant::now();
    tokio::join!(greet("hi", 1).on_lane("hi"), greet("hoi", 2).on_lane("hoi"));
    say!("1 s and 2 s together: {}", seconds(start.elapsed()));
}

pub(crate) async fn together_blocking() {
    let start = Instant::now();
    tokio::join!(
        greet_blocking("hi", 1).on_lane("hi"),
        greet_blocking("hoi", 2).on_lane("hoi")
    );
    say!("1 s and 2 s together: {}", seconds(start.elapsed()));
}
