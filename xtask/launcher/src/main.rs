//! What `cargo xtask` starts: it builds the runner if need be, and becomes it.
//!
//! Building the runner takes a learner's machine a while. `cargo run --quiet` would be
//! silent all that time; without `--quiet` it would talk at every later start. So the
//! alias runs this program, which has no dependencies and is there at once. It looks
//! whether the runner is what its sources say (`stamp`), and if not, it says so and calls
//! `cargo build`, whose progress is on the screen. Then it becomes the runner (`runner`).
//!
//! Exit codes are the runner's own; 2 if there is no runner to start.

mod failure;
mod runner;
mod stamp;

use failure::Failure;
use runner::Runner;
use stamp::Stamp;
use std::{process::ExitCode, time::SystemTime};

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode, Failure> {
    let runner = Runner::find()?;
    let stamp = Stamp::of(&runner);
    if !stamp.is_some_and(|it| it.is_noted(&runner)) {
        eprintln!("{}", runner.announcement());
        let begun = SystemTime::now();
        runner.build()?;
        if let Some(stamp) = Stamp::of(&runner) {
            stamp.note(&runner, begun);
        }
    }
    runner.start()
}
