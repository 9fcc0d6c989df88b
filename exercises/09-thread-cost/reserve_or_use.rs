//! # Reserve or use
//!
//! **predict, 5 minutes**
//!
//! Four programs each start a hundred threads or tasks and let them wait:
//!
//! 1. threads that only wait, each with a stack of 4 MiB
//! 2. the same threads, but each makes a deep call before it waits
//! 3. tasks on one thread that make a deep call before they wait
//! 4. tasks on one thread that keep a buffer while they wait
//!
//! Predict how many MiB of addresses all hundred together reserve, or how many MiB
//! of memory they touch, while they wait.
//!
//! **Given:** the programs, in programs/reserve_or_use.rs. Read them, but don't run
//! them.
//!
//! **Judged:** the check runs the programs and asks the system. Your guess may be up
//! to four times too small or too large. Where the right answer is almost nothing,
//! any guess below 10 is right. A wrong guess costs nothing, and you learn the most
//! from it.
//!
//! **Taught in:** lessons/09-thread-cost, "What a thread costs".

// TODO: replace each `None` with your guess in MiB, as in `Some(60)`.
pub const RESTING_THREADS_RESERVE: Option<u64> = None;
pub const RESTING_THREADS_TOUCH: Option<u64> = None;
pub const DEEP_THREADS_TOUCH: Option<u64> = None;
pub const DEEP_TASKS_TOUCH: Option<u64> = None;
pub const KEEPING_TASKS_TOUCH: Option<u64> = None;
