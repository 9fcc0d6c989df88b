//! Ends cargo if this program ends before it.
//!
//! A signal that ends this program does not end the cargo process that it has started. So
//! a shell waits until a pipe closes, which happens no matter how this program ends, and
//! then kills that cargo process and its compilers. Windows ends all programs in a
//! console together.

use std::{io, process::ExitStatus};

/// Runs cargo until it exits, but kills it if this program ends first.
///
/// # Errors
///
/// If cargo can't be started.
pub(crate) fn status(cargo: &mut std::process::Command) -> io::Result<ExitStatus> {
    let mut cargo = cargo.spawn()?;
    #[cfg(unix)]
    let _reaper = Reaper::of(cargo.id());
    cargo.wait()
}

#[cfg(unix)]
use unix::Reaper;

#[cfg(unix)]
mod unix {
    use std::process::{Child, Command, Stdio};

    /// Without `ps`, the compilers aren't killed, but each exits after compiling its
    /// current crate.
    const SCRIPT: &str = r#"
        read nothing
        compilers=$(ps -A -o pid= -o ppid= 2>/dev/null | while read id parent; do
            [ "$parent" = "$1" ] && echo "$id"
        done)
        kill "$1" $compilers 2>/dev/null
    "#;

    /// A shell that kills a cargo process unless this is dropped first. Without a shell,
    /// cargo may survive this program.
    pub(super) struct Reaper(Option<Child>);

    impl Reaper {
        pub(super) fn of(cargo: u32) -> Self {
            let mut shell = Command::new("sh");
            shell.args(["-c", SCRIPT, "sh", &cargo.to_string()]);
            // The pipe has no other writer: it closes when this program ends.
            shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
            Self(shell.spawn().ok())
        }
    }

    impl Drop for Reaper {
        fn drop(&mut self) {
            if let Some(shell) = &mut self.0 {
                // The shell is still waiting for the end of its input, because the pipe
                // is still open.
                let _ = shell.kill();
                let _ = shell.wait();
            }
        }
    }
}
