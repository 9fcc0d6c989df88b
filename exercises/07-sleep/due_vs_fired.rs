//! # Due and fired
//!
//! **predict, 12 minutes**
//!
//! A ticker ticks four times. Its ticks are due at 100, 200, 300, and 400 ms. At
//! the same time, a helper first waits and then blocks. The programs
//! `by_duration`, `by_deadline`, `in_a_task`, and `in_the_pool` differ in the
//! ticker, or in the thread or task that the helper blocks. For each of them,
//! write down when the four ticks fire, in milliseconds since the start.
//!
//! The fifth program, `among_eight`, runs on eight workers and uses no clock. How
//! many of its ticks fire while the helper is blocked, that is, between its lines
//! `blocked` and `free`?
//!
//! **Given:** the programs in programs/due_vs_fired.rs. Read them, but don't run
//! them. In the first four, one thread runs the loop and all tasks. `thread::sleep`
//! blocks, like the one in the standard library. Nothing else takes time.
//!
//! **Judged:** the five programs are run, and your guesses must match. A wrong guess
//! costs nothing, and you learn the most from it.
//!
//! **Taught in:** lessons/07-sleep, "Two kinds of sleep".

// TODO: replace each `None` with your guess, such as `Some([10, 20, 30, 40])`.
pub const BY_DURATION: Option<[u64; 4]> = None;
pub const BY_DEADLINE: Option<[u64; 4]> = None;
pub const IN_A_TASK: Option<[u64; 4]> = None;
pub const IN_THE_POOL: Option<[u64; 4]> = None;
pub const AMONG_EIGHT: Option<usize> = None;
