//! # Who cleans?
//!
//! **predict, 10 minutes**
//!
//! A job logs `begin`, works for 300 ms, logs `end`, tidies for 200 ms, and logs
//! `tidy`. It holds a guard that logs `guard` when it is dropped. Five programs call
//! the job off, or try to; two of them also log `aborted`. For each program, predict
//! which words have been logged after one second, in order.
//!
//! **Given:** the programs, in programs/who_cleans.rs. Read them, but don't run
//! them. One thread runs the event loop and all tasks.
//!
//! **Judged:** the check runs the five programs and compares the words and their
//! order. A wrong guess costs nothing, and you learn the most from it.
//!
//! **Taught in:** lessons/12-cancellation, "Called off".

// TODO: replace each `None` with a guess, as in `Some("begin end")` or `Some("")`.
pub const TIMEOUT: Option<&str> = None;
pub const OF_A_HANDLE: Option<&str> = None;
pub const ABORT: Option<&str> = None;
pub const ABORT_AT_ONCE: Option<&str> = None;
pub const WHILE_TIDYING: Option<&str> = None;
