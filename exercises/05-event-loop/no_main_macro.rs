//! # Main without its macro
//!
//! **build, 10 minutes**
//!
//! The line `#[tokio::main(flavor = "current_thread")]` was deleted, and without it
//! `main` cannot be async.
//! Write by hand the code that the macro generated: build a runtime, run
//! `program.main()` on it, and turn the result into an exit code.
//!
//! **Given:** an async main that sleeps and spawns tasks.
//!
//! ```rust,ignore
//! impl Program {
//!     fn main(self) -> impl Future<Output = Result<(), String>> + Send + 'static;
//! }
//! ```
//!
//! **Judged:**
//! - main runs to its end
//! - main and its tasks run on the thread that calls `start`, and on no other thread
//! - `Ok` becomes `ExitCode::SUCCESS`, and `Err` becomes a code that means failure,
//!   such as `ExitCode::FAILURE`
//! - when `start` returns, the runtime has been dropped, along with the tasks that
//!   are still waiting
//!
//! The check keeps running after `start`, so do not exit the process.
//!
//! **Taught in:** lessons/05-event-loop, "The event loop".

use crate::Program;
use std::process::ExitCode;

pub fn start(program: Program) -> ExitCode {
    // TODO: run `program.main()` on this thread, and return its exit code.
    todo!("start the program")
}
