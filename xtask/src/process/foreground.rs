//! A program that takes over our terminal for a while, such as an editor.

use std::{
    io,
    process::{Command, ExitStatus},
    sync::atomic::{AtomicBool, Ordering},
};

/// True while such a program is running.
static RUNS: AtomicBool = AtomicBool::new(false);

/// Runs `command` on our terminal, and waits until it ends. Until then, an interrupt
/// affects only that program: some editors use Ctrl-C as a key.
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

/// Suspends us, as Ctrl-Z does, until the shell resumes us. It suspends the whole
/// group, including cargo, because the shell waits for the whole group.
#[cfg(unix)]
pub(crate) fn suspend() {
    // The system ignores the signal if no shell could resume us.
    let _ =
        rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
}
