//! # Due and fired
//!
//! **predict, 12 minutes**
//!
//! A ticker ticks four times, due at 100, 200, 300, and 400 ms. On the same thread,
//! a helper first waits and then blocks. Four programs differ in the ticker, or in
//! the thread or task that blocks. They are in programs/due_vs_fired.rs. Read them,
//! but don't run them, and write down for each when its four ticks fire, in
//! milliseconds since its start.
//!
//! The fifth program has eight workers, and no clock: how many of its ticks fire
//! while the helper is blocked?
//!
//! **Given:** in the first four, one thread runs the loop and all tasks.
//! `thread::sleep` blocks as the standard library's does. Nothing else takes time.
//!
//! **Judged:** the five programs are run. A wrong guess costs nothing and teaches
//! the most.
//!
//! **Taught in:** lessons/07-sleep, "Two kinds of sleep".

// TODO: replace each `None` by your guess, as in `Some([10, 20, 30, 40])`.
pub const BY_DURATION: Option<[u64; 4]> = None;
pub const BY_DEADLINE: Option<[u64; 4]> = None;
pub const IN_A_TASK: Option<[u64; 4]> = None;
pub const IN_THE_POOL: Option<[u64; 4]> = None;
pub const AMONG_EIGHT: Option<usize> = None;
