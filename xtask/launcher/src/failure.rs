//! Every message about a runner that can't be built or started: what is wrong, and the next
//! step. Each failure ends the program with exit code 2.

use crate::{
    faults::{self, Fault},
    runner::Runner,
};
use std::{
    fmt::{self, Display},
    io,
    path::PathBuf,
};

/// Why there is no runner.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The system can't tell where this executable is.
    NoFolder(String),
    NoCargo(String),
    /// Cargo has printed the reason. If it is a known problem, this is the problem.
    NotBuilt(Option<&'static Fault>),
    CannotStart {
        program: PathBuf,
        why: String,
    },
}

impl Failure {
    /// The failure to report after a build in which cargo printed `said`.
    pub(crate) fn of_build(said: &str) -> Self {
        Self::NotBuilt(faults::behind(said))
    }

    pub(crate) fn cannot_start(runner: &Runner, error: &io::Error) -> Self {
        Self::CannotStart { program: runner.program(), why: error.to_string() }
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, next) = match self {
            Self::NoFolder(why) => (
                "can't find the runner's directory".to_owned(),
                format!("{why}\nRun it again with: cargo run --package xtask"),
            ),
            Self::NoCargo(why) => (
                "can't start cargo".to_owned(),
                format!(
                    "{why}\nInstall Rust from https://rustup.rs, then open a new terminal."
                ),
            ),
            Self::NotBuilt(Some(Fault { what, next, .. })) => {
                ((*what).to_owned(), (*next).to_owned())
            }
            Self::NotBuilt(None) => (
                "cargo could not build the runner, for the reason above".to_owned(),
                "If you have changed the runner's files, restore them: \
                 git restore xtask exercises/protocol\n\
                 Otherwise, run cargo clean, then run it again."
                    .to_owned(),
            ),
            Self::CannotStart { program, why } => (
                format!("can't start {}", program.display()),
                format!("{why}\nTo force a rebuild: cargo clean --package xtask"),
            ),
        };
        write!(f, "{what}")?;
        next.lines().try_for_each(|line| write!(f, "\n  {line}"))
    }
}

#[cfg(test)]
mod tests {
    use super::Failure;

    #[track_caller]
    fn check(said: &str, expected: &str) {
        let message = Failure::of_build(said).to_string();
        assert!(message.contains(expected), "{message}");
        assert!(message.lines().skip(1).all(|it| it.starts_with("  ")), "{message}");
    }

    #[test]
    fn a_failed_build_is_explained_by_what_cargo_says() {
        check("error: linker `cc` not found\n", "build-essential");
        check(
            "failed to write: No space left on device (os error 28)",
            "disk is full",
        );
        check(
            "error: failed to write x\n Permission denied (os error 13)",
            "CARGO_TARGET_DIR",
        );
        check(
            "attempting to make an HTTP request, but --offline was specified",
            "network",
        );
        check(
            "[6] Couldn't resolve host name (Could not resolve host: x)",
            "network",
        );
        check(
            "process didn't exit successfully: `rustc` (signal: 9, SIGKILL: kill)",
            "memory",
        );
        check("error[E0308]: mismatched types", "git restore");
        check("", "for the reason above");
    }
}
