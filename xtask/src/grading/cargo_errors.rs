//! Cargo errors that the learner's code did not cause: problems with the machine or
//! the course.

use crate::terminal::error::Error;
use serde_json::Value;

/// The launcher's table of problems with the machine.
#[path = "../../launcher/src/faults.rs"]
mod faults;

/// True if a message is about the machine: it has neither an error code nor a source
/// location, and contains a sign of a known problem. A message with a location quotes the
/// learner's lines, which may contain any text.
pub(super) fn is_of_the_machine(message: &Value) -> bool {
    let has_location = message["spans"].as_array().is_some_and(|it| !it.is_empty());
    let text = message["rendered"].as_str().unwrap_or_default();
    message["code"].is_null() && !has_location && faults::behind(text).is_some()
}

/// True if the errors in other targets, or cargo's output, name a known problem of the
/// machine. The way a compiler ended doesn't count as a sign, because a learner's file
/// can kill it.
pub(super) fn names_the_machine(foreign: &str, said: &str) -> bool {
    let is_end = |it: &&str| it.trim_start().starts_with("process didn't exit");
    let mut said = said.lines().filter(|it| !is_end(it));
    faults::behind(foreign).is_some() || said.any(|it| faults::behind(it).is_some())
}

/// The error to report if a target has neither a program nor compiler errors.
/// `foreign` contains the errors in other targets, `said` is what cargo printed, and
/// `ending` is how it exited.
pub(super) fn explain(foreign: &str, said: &str, ending: &str) -> Error {
    let fault = faults::behind(foreign).or_else(|| faults::behind(said));
    if let Some(faults::Fault { what, next, .. }) = fault {
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
