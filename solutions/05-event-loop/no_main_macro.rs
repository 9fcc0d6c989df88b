//! This is what the macro generates: a builder, `enable_all`, and `block_on`. After
//! that, the result is handled as it would be for `main` itself.
//!
//! `block_on` polls main and its tasks on this thread, so no other thread is needed.
//! The runtime is dropped on return, together with the tasks that are still waiting.
//! The error goes to stderr, so that the user sees why the program failed.

use crate::Program;
use std::process::ExitCode;
use tokio::runtime::Builder;

pub fn start(program: Program) -> ExitCode {
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("the system has room for a runtime");
    match runtime.block_on(program.main()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            eprintln!("Error: {words}");
            ExitCode::FAILURE
        }
    }
}
