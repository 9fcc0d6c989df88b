//! What `cargo xtask` starts: it builds the runner if necessary, and then becomes it.
//!
//! Building the runner takes a while. `cargo run --quiet` would be silent during that
//! time, but without `--quiet`, it would print extra lines on every later start. So the
//! alias runs this launcher, which has no dependencies and compiles in a second. It
//! checks whether the runner is up to date (`stamp`). If it isn't, the launcher says so
//! and runs `cargo build`, whose progress is visible. Then it becomes the runner
//! (`runner`).
//!
//! The exit codes are those of the runner, or 2 if there is no runner to start.

mod failure;
mod faults;
mod reaper;
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
