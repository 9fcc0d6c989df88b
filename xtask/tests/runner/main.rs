//! The runner from outside: small courses whose exercises go wrong in every way there is,
//! graded by the real program.

mod demo;
mod files;
mod names;
#[cfg(unix)]
mod survivors;
mod verdicts;

#[cfg(unix)]
mod ends;
mod machine;
#[cfg(target_os = "linux")]
mod terminal;
mod together;
#[cfg(target_os = "linux")]
mod watch;

/// What a check of these courses wants.
const RIGHT: &str = "pub fn answer() -> u8 { 42 }";
const WRONG: &str = "pub fn answer() -> u8 { 41 }";
