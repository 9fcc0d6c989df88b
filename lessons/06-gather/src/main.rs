//! Many at once: three futures that overlap, ways to run them, and a common mistake.

mod errors;
mod growing;
mod together;

use stage::say;
use std::time::Duration;
use tokio::time::sleep;

fn main() -> std::process::ExitCode {
    stage::tell("Many at once", |stage| {
        stage.act("All three at once", together::all_at_once());
        stage.act("A task for each", together::a_task_each());
        stage.fast_act("One by one", together::one_by_one());
        stage.act("One of two fails", errors::one_of_two_fails());
        stage.fast_act("One, ten, a hundred", growing::one_ten_a_hundred());
        stage.fast_act("As they come", together::as_they_come());
    })
}

/// Says that it started, sleeps for `5 - x` seconds, and returns `x`.
async fn minimum(x: u64) -> u64 {
    say!("{x} started");
    sleep(Duration::from_secs(5 - x)).await;
    say!("Received: {x}");
    x
}
