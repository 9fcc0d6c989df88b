//! # Reserve or use
//!
//! **predict, 5 minutes**
//!
//! A hundred threads wait, each with 4 MiB of stack; or they go deep before they
//! wait; or a hundred tasks on one thread do. The four programs are in
//! programs/reserve_or_use.rs. Read them, but don't run them, and write down what
//! they take while all of them wait, in MiB, for the hundred together: the addresses
//! that are reserved, or the memory that is touched.
//!
//! **Judged:** the four programs are run, and the system is asked. You need not be
//! exact: anything from a quarter of the figure to four times as much will do, and
//! below 10 MiB there is no difference. A wrong guess costs nothing and teaches the
//! most.
//!
//! **Taught in:** lessons/09-thread-cost, "What a thread costs".

// TODO: replace each `None` by your guess in MiB, as in `Some(60)`.
pub const RESTING_THREADS_RESERVE: Option<u64> = None;
pub const RESTING_THREADS_TOUCH: Option<u64> = None;
pub const DEEP_THREADS_TOUCH: Option<u64> = None;
pub const DEEP_TASKS_TOUCH: Option<u64> = None;
pub const KEEPING_TASKS_TOUCH: Option<u64> = None;
