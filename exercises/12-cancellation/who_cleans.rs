//! # Who cleans?
//!
//! **predict, 10 minutes**
//!
//! One job says `begin`, works for 300 ms, says `end`, tidies for 200 ms, and says
//! `tidy`. It holds a guard that says `guard` when it is dropped. Five programs call
//! the job off, or try to. They are in programs/who_cleans.rs. Read them, but don't
//! run them, and write down for each program what has been said within a second, in
//! that order.
//!
//! **Given:** one thread runs the loop and all tasks.
//!
//! **Judged:** the five programs are run. A wrong guess costs nothing and teaches
//! the most.
//!
//! **Taught in:** lessons/12-cancellation, "Called off".

// TODO: replace each `None` by your guess, as in `Some("begin end")`, or `Some("")`.
pub const TIMEOUT: Option<&str> = None;
pub const OF_A_HANDLE: Option<&str> = None;
pub const ABORT: Option<&str> = None;
pub const ABORT_AT_ONCE: Option<&str> = None;
pub const WHILE_TIDYING: Option<&str> = None;
