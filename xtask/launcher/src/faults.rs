//! The problems with a machine that make cargo fail, and the next step for each.
//!
//! Both the launcher and the runner call cargo, so both read this table. The runner includes
//! this file as a module: a library would add a crate to the launcher's build.

/// A problem with the machine.
#[derive(Debug)]
pub(crate) struct Fault {
    /// If cargo, the compiler, or the linker prints any of these texts, this is the reason.
    signs: &'static [&'static str],
    /// What is wrong.
    pub(crate) what: &'static str,
    /// How to fix it.
    pub(crate) next: &'static str,
}

const FREE_SPACE: &str = "Free some disk space (the course takes half a gigabyte), then run it again. \
     None of your files were changed.";

/// In order of precedence: the first fault that has a sign in the text is the reason.
const FAULTS: [Fault; 9] = [
    Fault {
        signs: &["No space left on device", "Disk quota exceeded", "(os error 112)"],
        what: "the disk is full",
        next: FREE_SPACE,
    },
    // If the disk is full, a linker that writes to mapped memory gets no error: the
    // system kills it.
    Fault {
        signs: &["signal 7 [Bus error]"],
        what: "the system killed the linker, probably because the disk is full",
        next: FREE_SPACE,
    },
    Fault {
        signs: &["signal 9 [Killed]", "(signal: 9, SIGKILL: kill)"],
        what: "the system killed the compiler, probably because memory ran out",
        next: "Close other programs, then run it again. None of your files were changed.",
    },
    Fault {
        signs: &[
            "Read-only file system",
            "Permission denied",
            "failed to create directory",
        ],
        what: "the target directory can't be written",
        next: "Set CARGO_TARGET_DIR to a directory that you can write to, then run it again.",
    },
    Fault {
        signs: &[
            "Could not resolve host",
            "--offline was specified",
            "offline mode",
            "failed to download",
            "failed to get",
            "failed to fetch",
        ],
        what: "cargo can't download the packages that the course is built from",
        next: "Connect to the network, then run: cargo fetch\n\
               After that, everything works offline.",
    },
    Fault {
        signs: &["panic=abort"],
        what: "a setting makes every panic abort its program",
        next: "Stories and checks need panics that unwind. Remove `panic=abort` from \
               RUSTFLAGS, from\n\
               CARGO_PROFILE_DEV_PANIC, and from cargo's configuration, then run it again.",
    },
    Fault {
        signs: &["Resource temporarily unavailable", "Too many open files"],
        what: "the compiler can't start a process or open a file: a limit on this user was reached",
        next: "Close other programs or raise the limits (ulimit -u, ulimit -n), then run it again.",
    },
    Fault {
        signs: &["linker `", "could not find native static library"],
        what: "there is no linker",
        next: "Install a C compiler, then run it again:\n\
               Debian, Ubuntu: sudo apt install build-essential\n\
               Fedora: sudo dnf install gcc\n\
               macOS: xcode-select --install\n\
               Windows: https://rust-lang.github.io/rustup/installation/windows-msvc.html",
    },
    // No exercise can cause this: declaring a foreign function is unsafe code.
    Fault {
        signs: &["linking with `"],
        what: "the linker failed",
        // LLVM's linker replaces `%` in its output's file name.
        next: "If the path of the course contains `%` or a backslash, move the course to another \
               directory.\n\
               Otherwise, check the settings of your linker: RUSTFLAGS, and cargo's \
               configuration.",
    },
];

/// The known problem that this output of cargo, the compiler, or the linker reports, if
/// any.
pub(crate) fn behind(text: &str) -> Option<&'static Fault> {
    let is_behind = |it: &&Fault| it.signs.iter().any(|sign| text.contains(sign));
    FAULTS.iter().find(is_behind)
}
