//! A program that has our terminal for a while, such as an editor.

use std::{
    io,
    process::{Command, ExitStatus},
    sync::atomic::{AtomicBool, Ordering},
};

/// Whether such a program runs.
static RUNS: AtomicBool = AtomicBool::new(false);

/// Runs `command` on our terminal, and waits until it ends. Until then, an interrupt is
/// for that program alone: some editors take Ctrl-C for a key.
///
/// # Errors
///
/// If the program can't be started.
pub(crate) fn run_in_foreground(command: &mut Command) -> io::Result<ExitStatus> {
    RUNS.store(true, Ordering::SeqCst);
    let status = command.status();
    RUNS.store(false, Ordering::SeqCst);
    status
}

pub(super) fn has_terminal() -> bool {
    RUNS.load(Ordering::SeqCst)
}

/// Stops us, as Ctrl-Z does, until the shell continues us. It stops the whole group, cargo
/// included: the shell waits for all of it.
#[cfg(unix)]
pub(crate) fn suspend() {
    // Without a shell that could continue us, the system ignores it.
    let _ =
        rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
}
