//! misconception: the-loop-has-its-own-thread
//! `block_on` blocks, so it is moved to a thread that may block.

use crate::Program;
use std::process::ExitCode;
use tokio::{
    runtime::{Builder, Handle},
    task::spawn_blocking,
};

pub fn start(program: Program) -> ExitCode {
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("the system has room for a runtime");
    let result = runtime.block_on(async {
        let handle = Handle::current();
        spawn_blocking(move || handle.block_on(program.main())).await
    });
    match result.expect("main does not panic") {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
