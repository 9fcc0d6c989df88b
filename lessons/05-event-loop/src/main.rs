//! The event loop: who polls, what the thread does meanwhile, and when it all ends.
//!
//! Each act is a file of its own.

mod by_hand;
mod endless;
mod inside;
mod mission;
mod traced;
mod turns;
mod watch;

use stage::say;
use std::time::Duration;
use tokio::time::sleep;

fn main() -> std::process::ExitCode {
    stage::tell("The event loop", |stage| {
        let watch = watch::Watch::default();
        stage.act_on(&mut watch.runtime(), "The mission", mission::traced(watch));
        stage.act("A loop that never ends", endless::nobody_stops_it());
        stage.steps("What #[tokio::main] writes", by_hand::main_and_its_macro);
        stage.threads("Only while somebody runs the loop", turns::two_block_ons);
        stage.act("A loop inside a loop", inside::block_on_in_a_task());
    })
}

/// Sleeps for so many seconds, then says `word`.
async fn greet(word: &str, seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
    say!("{word}");
}
