//! The runner from outside: small courses whose exercises go wrong in every way there is,
//! graded by the real program.

mod course;
mod demo;
mod files;
mod from;
mod git;
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
#[cfg(unix)]
mod survivors;
mod verdicts;

#[cfg(unix)]
mod ends;
mod machine;
#[cfg(target_os = "linux")]
mod terminal;
mod together;
mod untouched;
#[cfg(target_os = "linux")]
mod watch;

/// What a check of these courses wants.
const RIGHT: &str = "pub fn answer() -> u8 { 42 }";
const WRONG: &str = "pub fn answer() -> u8 { 41 }";
