//! On an errand: what happens to a future that is spawned instead of awaited.
//!
//! Each act has its own file. `deliver` is the errand that acts 1 to 4 run.

mod early;
mod home;
mod let_go;
mod panics;
mod words;
mod workers;

use stage::say;
use std::time::Duration;
use tokio::time::sleep;

fn main() -> std::process::ExitCode {
    stage::tell("On an errand", |stage| {
        stage.act("Awaited and spawned", early::made_a_second_before());
        stage.act("Four ways to let go", let_go::four_ways());
        stage.act("One of two panics", panics::one_of_two());
        stage.act("Main returns too early", home::main_returns());
        stage.measured("Which threads poll a task", workers::fifty_tasks);
    })
}

/// Sleeps for this many tenths of a second, then prints that it is done.
async fn deliver(what: &str, tenths: u64) {
    sleep(Duration::from_millis(100 * tenths)).await;
    say!("{what}: delivered");
}
