//! # Main without its macro
//!
//! **build, 10 minutes**
//!
//! The line `#[tokio::main(flavor = "current_thread")]` was deleted, and without it
//! `main` cannot be async.
//! Write by hand the code that the macro generated: build the event loop, run
//! `program.main()` on it, and turn its result into an exit code.
//!
//! **Given:** `program.main()` returns the future of an async main. It sleeps, it
//! spawns tasks, and its output is a `Result<(), String>`.
//!
//! **Judged:**
//! - main runs to its end
//! - main and its tasks run on the thread that calls `start`, and on no other thread
//! - `Ok` becomes `ExitCode::SUCCESS`, and `Err` becomes a code that means failure,
//!   such as `ExitCode::FAILURE`
//! - when `start` returns, the loop is gone, and so are the tasks that still wait in
//!   it
//!
//! The process goes on after that, so do not exit it.
//!
//! **Taught in:** lessons/05-event-loop, "The event loop".

use crate::Program;
use std::process::ExitCode;

pub fn start(program: Program) -> ExitCode {
    // TODO: run `program.main()` on a loop of this thread, and answer with its code.
    todo!("start the program")
}
