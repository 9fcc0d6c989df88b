//! Cargo errors that the learner's code did not cause: problems with the machine or
//! the course.

use crate::terminal::error::Error;
use serde_json::Value;

/// A problem with the machine, and the text that identifies it.
struct Fault {
    sign: &'static str,
    what: &'static str,
    next: &'static str,
}

const FAULTS: [Fault; 6] = [
    Fault {
        sign: "No space left on device",
        what: "the disk is full",
        next: "Free some disk space and try again. None of your files were changed.",
    },
    // A linker that writes to mapped memory gets no error if the disk is full: the system
    // kills it.
    Fault {
        sign: "signal 7 [Bus error]",
        what: "the system killed the linker, probably because the disk is full",
        next: "Free some disk space and try again. None of your files were changed.",
    },
    Fault {
        sign: "signal 9 [Killed]",
        what: "the system killed the linker, probably because it ran out of memory",
        next: "Close another program and try again. None of your files were changed.",
    },
    Fault {
        sign: "failed to create directory",
        what: "the target directory can't be written",
        next: "Set CARGO_TARGET_DIR to a directory that you can write to.",
    },
    Fault {
        sign: "Read-only file system",
        what: "the target directory can't be written",
        next: "Set CARGO_TARGET_DIR to a directory that you can write to.",
    },
    Fault {
        sign: "Permission denied",
        what: "the target directory can't be written",
        next: "Set CARGO_TARGET_DIR to a directory that you can write to.",
    },
];

fn machine_fault(text: &str) -> Option<&'static Fault> {
    FAULTS.iter().find(|fault| text.contains(fault.sign))
}

/// Whether a message is about the machine: it has no error code, and contains the
/// text of a known problem. A message with a source location quotes the learner's
/// lines, which may contain any text, so only its `message` field is searched.
pub(super) fn is_of_the_machine(message: &Value) -> bool {
    let text = |key: &str| message[key].as_str().unwrap_or_default();
    let quotes = message["spans"].as_array().is_some_and(|it| !it.is_empty());
    message["code"].is_null()
        && machine_fault(text(if quotes { "message" } else { "rendered" })).is_some()
}

/// Whether the errors in other targets, or what cargo printed, name a known problem of the
/// machine.
pub(super) fn names_the_machine(foreign: &str, said: &str) -> bool {
    machine_fault(foreign).or_else(|| machine_fault(said)).is_some()
}

/// The error to report if a target has neither a program nor compiler errors.
/// `foreign` contains the errors in other targets, `said` is what cargo printed, and
/// `ending` is how it exited.
pub(super) fn explain(foreign: &str, said: &str, ending: &str) -> Error {
    let fault = machine_fault(foreign).or_else(|| machine_fault(said));
    if let Some(Fault { what, next, .. }) = fault {
        return Error::MachineFault { what, next, said: last_lines(foreign, said) };
    }
    if !foreign.is_empty() {
        return Error::CourseDoesNotCompile { said: foreign.to_owned() };
    }
    Error::CargoFails { said: said.to_owned(), ending: ending.to_owned() }
}

/// The last lines of the output, which contain the reason.
fn last_lines(foreign: &str, said: &str) -> String {
    let text = if foreign.is_empty() { said } else { foreign };
    let lines: Vec<_> = text.trim_end().lines().collect();
    // The linker's command is a single line that can fill a page.
    let cut = |line: &&str| line.chars().take(100).collect::<String>();
    let last = lines[lines.len().saturating_sub(6)..].iter().map(cut);
    last.collect::<Vec<_>>().join("\n")
}
