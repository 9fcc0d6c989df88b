//! Inside a `LocalSet`, main may also spawn futures that are not `Send`. The set
//! needs a runtime to run on.

use crate::Program;
use std::process::ExitCode;
use tokio::{runtime::Builder, task::LocalSet};

pub fn start(program: Program) -> ExitCode {
    let runtime = Builder::new_current_thread().enable_time().build();
    let runtime = runtime.expect("the system has room for a runtime");
    let result = LocalSet::new().block_on(&runtime, async { program.main().await });
    result.map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
}
