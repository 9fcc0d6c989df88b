//! misconception: the-loop-has-its-own-thread
//! A loop runs on one thread, so here is a thread for it.

use crate::Program;
use std::{process::ExitCode, thread};
use tokio::runtime::Builder;

pub fn start(program: Program) -> ExitCode {
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("the system has room for a runtime");
    let thread = thread::spawn(move || runtime.block_on(program.main()));
    let result = thread.join().expect("main does not panic");
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
