//! The standard library turns what `main` returns into an exit code. Here, we call
//! that conversion ourselves.

use crate::Program;
use std::process::{ExitCode, Termination};
use tokio::runtime::Builder;

pub fn start(program: Program) -> ExitCode {
    let main = || {
        Builder::new_current_thread().enable_all().build()?.block_on(run(program))
    };
    main().report()
}

async fn run(program: Program) -> std::io::Result<()> {
    program.main().await.map_err(std::io::Error::other)
}
