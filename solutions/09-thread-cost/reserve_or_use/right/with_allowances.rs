//! Adds a margin to each figure for what is unknown.

pub const RESTING_THREADS_RESERVE: Option<u64> = Some(450);
pub const RESTING_THREADS_TOUCH: Option<u64> = Some(6);
pub const DEEP_THREADS_TOUCH: Option<u64> = Some(40);
pub const DEEP_TASKS_TOUCH: Option<u64> = Some(8);
pub const KEEPING_TASKS_TOUCH: Option<u64> = Some(50);
