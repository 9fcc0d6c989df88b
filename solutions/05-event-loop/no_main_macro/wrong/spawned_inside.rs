//! misconception: spawned-is-done
//! Everything async goes into a task, and `block_on` waits for what is inside it.

use crate::Program;
use std::process::ExitCode;
use tokio::runtime::Builder;

pub fn start(program: Program) -> ExitCode {
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("the system has room for a runtime");
    runtime.block_on(async {
        tokio::spawn(program.main());
    });
    ExitCode::SUCCESS
}
