//! Reserved is what a stack may become; touched is what the deepest call has made of it.
//!
//! A hundred stacks of 4 MiB are 400. Resting, each touches a few pages. A thread that
//! went deep keeps its 256 KiB, a hundred of them 25 MiB. A hundred tasks went deep on
//! one and the same stack. A buffer that is needed after the wait is in the future, so
//! a hundred of these are 25 MiB again.

pub const RESTING_THREADS_RESERVE: Option<u64> = Some(400);
pub const RESTING_THREADS_TOUCH: Option<u64> = Some(1);
pub const DEEP_THREADS_TOUCH: Option<u64> = Some(26);
pub const DEEP_TASKS_TOUCH: Option<u64> = Some(0);
pub const KEEPING_TASKS_TOUCH: Option<u64> = Some(25);
