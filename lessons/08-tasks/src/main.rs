//! On an errand: what becomes of a future that is spawned instead of awaited.
//!
//! Each act is a file of its own. `deliver` is the errand that they all run.

mod early;
mod home;
mod let_go;
mod panics;
mod workers;

use stage::say;
use std::time::Duration;
use tokio::time::sleep;

fn main() -> std::process::ExitCode {
    stage::tell("On an errand", |stage| {
        stage.act("Awaited, and spawned", early::made_a_second_before());
        stage.act("Four ways to let go", let_go::four_ways());
        stage.act("One of two spills it", panics::one_of_two());
        stage.act("Home too early", home::main_returns());
        stage.measured("Who polls a task", workers::fifty_tasks);
    })
}

/// Is under way for so many tenths of a second.
async fn deliver(what: &str, tenths: u64) {
    sleep(Duration::from_millis(100 * tenths)).await;
    say!("{what}: delivered");
}
