//! Uses a runtime whose type guarantees that it stays on its thread. This runtime
//! has timers by default.

use crate::Program;
use std::process::ExitCode;
use tokio::runtime::LocalRuntime;

pub fn start(program: Program) -> ExitCode {
    let runtime = LocalRuntime::new().expect("the system has room for a runtime");
    let result = runtime.block_on(program.main());
    runtime.shutdown_background();
    if result.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(70) }
}
