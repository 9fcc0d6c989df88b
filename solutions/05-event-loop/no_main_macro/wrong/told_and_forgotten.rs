//! misconception: an-err-speaks-for-itself
//! The error is printed, so it is not hidden, and `start` itself went well.

use crate::Program;
use std::process::ExitCode;
use tokio::runtime::Builder;

pub fn start(program: Program) -> ExitCode {
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("the system has room for a runtime");
    if let Err(words) = runtime.block_on(program.main()) {
        eprintln!("Error: {words}");
    }
    ExitCode::SUCCESS
}
