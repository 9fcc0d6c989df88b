//! The event loop: what polls the tasks, what the thread does in between, and when the
//! loop ends.
//!
//! Each act has its own file.

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
        stage.act("A loop that never ends", endless::wait_for_a_pending_future());
        stage.steps("What #[tokio::main] writes", by_hand::main_and_its_macro);
        stage.threads("Tasks run only while the loop runs", turns::two_block_ons);
        stage.act("A loop inside a loop", inside::block_on_in_a_task());
    })
}

/// Sleeps for this many seconds, then says `word`.
async fn greet(word: &str, seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
    say!("{word}");
}
