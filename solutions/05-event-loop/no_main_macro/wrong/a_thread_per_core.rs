//! misconception: a-runtime-is-one-thread
//! The shortest constructor looks as if it builds the simplest runtime.

use crate::Program;
use std::process::ExitCode;
use tokio::runtime::Runtime;

pub fn start(program: Program) -> ExitCode {
    let runtime = Runtime::new().expect("the system has room for a runtime");
    let result = runtime.block_on(program.main());
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
