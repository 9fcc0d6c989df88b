//! exited-early
//! An exit code looks like something that you pass to `exit`.

use crate::Program;
use std::process::{ExitCode, exit};
use tokio::runtime::Builder;

pub fn start(program: Program) -> ExitCode {
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("the system has room for a runtime");
    match runtime.block_on(program.main()) {
        Ok(()) => exit(0),
        Err(_) => exit(1),
    }
}
