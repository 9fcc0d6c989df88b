//! misconception: timers-come-along
//! The code compiles, and you'd expect a runtime to have timers.

use crate::Program;
use std::process::ExitCode;
use tokio::runtime::Builder;

pub fn start(program: Program) -> ExitCode {
    let runtime = Builder::new_current_thread().build();
    let runtime = runtime.expect("the system has room for a runtime");
    let result = runtime.block_on(program.main());
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
