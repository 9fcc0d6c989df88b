//! Errors of cargo that no learner has written: a fault of the machine, or of the course.

use crate::terminal::error::Error;
use serde_json::Value;

/// Something wrong with the machine.
struct Fault {
    sign: &'static str,
    what: &'static str,
    next: &'static str,
}

const FAULTS: [Fault; 6] = [
    Fault {
        sign: "No space left on device",
        what: "the disk is full",
        next: "Make room and ask again; nothing of yours was changed.",
    },
    // A linker that writes through memory is not told of a full disk; it is ended.
    Fault {
        sign: "signal 7 [Bus error]",
        what: "the linker was ended by the system, as when the disk is full",
        next: "Make room and ask again; nothing of yours was changed.",
    },
    Fault {
        sign: "signal 9 [Killed]",
        what: "the linker was ended by the system, as when memory is short",
        next: "End some other program and ask again; nothing of yours was changed.",
    },
    Fault {
        sign: "failed to create directory",
        what: "the target folder cannot be written",
        next: "Let cargo build elsewhere: set CARGO_TARGET_DIR to a folder of yours.",
    },
    Fault {
        sign: "Read-only file system",
        what: "the target folder cannot be written",
        next: "Let cargo build elsewhere: set CARGO_TARGET_DIR to a folder of yours.",
    },
    Fault {
        sign: "Permission denied",
        what: "the target folder cannot be written",
        next: "Let cargo build elsewhere: set CARGO_TARGET_DIR to a folder of yours.",
    },
];

fn machine_fault(text: &str) -> Option<&'static Fault> {
    FAULTS.iter().find(|fault| text.contains(fault.sign))
}

/// Whether the compiler or the linker failed, which have neither a code nor a place. The
/// learner's own lines, which are quoted with a place, may hold any words.
pub(super) fn is_of_the_machine(message: &Value) -> bool {
    let text = |key: &str| message[key].as_str().unwrap_or_default();
    let quotes = message["spans"].as_array().is_some_and(|it| !it.is_empty());
    message["code"].is_null()
        && machine_fault(text(if quotes { "message" } else { "rendered" })).is_some()
}

/// Why a target has neither a program nor an error of its own: `foreign` are the errors
/// of other targets, `said` is what cargo said, and `ending` how it ended.
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

/// The end of what was said, where the reason is.
fn last_lines(foreign: &str, said: &str) -> String {
    let text = if foreign.is_empty() { said } else { foreign };
    let lines: Vec<_> = text.trim_end().lines().collect();
    // A call of the linker is one line, as long as a page.
    let cut = |line: &&str| line.chars().take(100).collect::<String>();
    let last = lines[lines.len().saturating_sub(6)..].iter().map(cut);
    last.collect::<Vec<_>>().join("\n")
}
