//! # Main without its macro                                   build, 10 minutes
//!
//! Somebody has deleted the line `#[tokio::main(flavor = "current_thread")]`, and
//! without it a `main` cannot be async. Write by hand what it wrote: build the loop,
//! run `program.main()` on it, and turn its result into an exit code.
//!
//! Given: `program.main()` makes the future of an async main. It sleeps, it spawns
//! tasks, and its output is a `Result<(), String>`.
//! Judged: main runs to its end; it and its tasks run on the thread that calls
//! `start`, and on no other; `Ok` becomes `ExitCode::SUCCESS`, and an `Err` a code
//! of failure, such as `ExitCode::FAILURE`; and the loop is gone when `start`
//! returns, with the tasks that still wait in it. The process goes on after that, so
//! do not exit it.
//! Taught in lessons/05-event-loop, "The event loop".

use crate::Program;
use std::process::ExitCode;

pub fn start(program: Program) -> ExitCode {
    // TODO: run `program.main()` on a loop of this thread, and answer with its code.
    todo!("start the program")
}
