//! Lazy futures: what a call of an async function returns, before and while it is polled.
//!
//! Each act has its own file. Several of them use `answer`.

mod by_hand;
mod called;
mod halfway;
mod three_ways;
mod weight;

use stage::say;
use tokio::task::yield_now;

fn main() -> std::process::ExitCode {
    stage::tell("Lazy futures", |stage| {
        stage.steps("A call starts nothing", called::and_dropped);
        stage.steps("Polled by hand", by_hand::three_times);
        stage.steps("Dropped halfway", halfway::polled_once);
        stage.act("Forgotten, awaited, joined", three_ways::three_ways());
        stage.steps("What a future weighs", weight::of_six_futures);
    })
}

/// Pauses once in the middle, and returns 42.
async fn answer() -> u32 {
    say!("first half");
    yield_now().await;
    say!("second half");
    42
}
