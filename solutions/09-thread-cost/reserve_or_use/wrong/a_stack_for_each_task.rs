//! misconception: a-task-has-a-stack
//! A task is a small thread, with its own small stack, and keeps what it has
//! touched.

pub const RESTING_THREADS_RESERVE: Option<u64> = Some(400);
pub const RESTING_THREADS_TOUCH: Option<u64> = Some(1);
pub const DEEP_THREADS_TOUCH: Option<u64> = Some(26);
pub const DEEP_TASKS_TOUCH: Option<u64> = Some(26);
pub const KEEPING_TASKS_TOUCH: Option<u64> = Some(26);
