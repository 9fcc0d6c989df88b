//! misconception: reserved-is-used
//! A thread takes as much memory as the size of its stack, as many web pages say.

pub const RESTING_THREADS_RESERVE: Option<u64> = Some(400);
pub const RESTING_THREADS_TOUCH: Option<u64> = Some(400);
pub const DEEP_THREADS_TOUCH: Option<u64> = Some(400);
pub const DEEP_TASKS_TOUCH: Option<u64> = Some(1);
pub const KEEPING_TASKS_TOUCH: Option<u64> = Some(25);
