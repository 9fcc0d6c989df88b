//! misconception: a-runtime-runs-by-itself
//! A runtime has a method that takes a future.

use crate::Program;
use std::process::ExitCode;
use tokio::runtime::Builder;

pub fn start(program: Program) -> ExitCode {
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("the system has room for a runtime");
    runtime.spawn(program.main());
    ExitCode::SUCCESS
}
