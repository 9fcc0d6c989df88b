//! Tests the runner by running it: it grades small courses whose exercises go wrong in
//! every possible way.

mod attacks;
mod course;
mod demo;
mod files;
mod from;
mod help;
mod json;
mod junit;
mod names;
mod new;
mod programs;
mod prove;
mod refusals;
mod rejected;
mod reset;
mod schema;
mod settings;
#[cfg(unix)]
mod survivors;
mod verdicts;
mod warnings;

#[cfg(unix)]
mod ends;
mod machine;
#[cfg(target_os = "linux")]
mod terminal;
mod together;
mod tracks;
mod untouched;
#[cfg(target_os = "linux")]
mod watch;

/// An answer that the checks of these courses accept, and one that they reject.
const RIGHT: &str = "pub fn answer() -> u8 { 42 }";
const WRONG: &str = "pub fn answer() -> u8 { 41 }";
