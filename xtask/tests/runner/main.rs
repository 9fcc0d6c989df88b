//! The runner from outside: small courses whose exercises go wrong in every way there is,
//! graded by the real program.

mod demo;
mod files;
mod names;
#[cfg(unix)]
mod survivors;
mod verdicts;

/// What a check of these courses wants.
const RIGHT: &str = "pub fn answer() -> u8 { 42 }";
const WRONG: &str = "pub fn answer() -> u8 { 41 }";
