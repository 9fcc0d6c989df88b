//! tests-failed: main returns `Err("")`
//! The exit code is the length of the error message, which can be zero.

use crate::Program;
use std::process::ExitCode;
use tokio::runtime::Builder;

pub fn start(program: Program) -> ExitCode {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let message = runtime.block_on(program.main()).err().unwrap_or_default();
    ExitCode::from(message.len() as u8)
}
