//! What the macro writes: a builder, `enable_all`, `block_on`; and what `main` itself
//! does with a result.
//!
//! `block_on` polls main and its tasks on this thread, so there is no other. The
//! runtime is dropped on return, and the tasks that still wait in it are dropped
//! with it. Who starts a program wants to hear why it failed: that goes to stderr.

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
