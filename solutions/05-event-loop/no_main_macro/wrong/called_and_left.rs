//! misconception: calling-starts-it
//! There is a runtime, and `main` is called, so main seems to run.

use crate::Program;
use std::process::ExitCode;
use tokio::runtime::Builder;

pub fn start(program: Program) -> ExitCode {
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("the system has room for a runtime");
    let _inside = runtime.enter();
    let _main = program.main();
    ExitCode::SUCCESS
}
