//! misconception: a-task-weighs-nothing
//! Tasks cost almost nothing, which is the whole point of tasks.

pub const RESTING_THREADS_RESERVE: Option<u64> = Some(400);
pub const RESTING_THREADS_TOUCH: Option<u64> = Some(1);
pub const DEEP_THREADS_TOUCH: Option<u64> = Some(26);
pub const DEEP_TASKS_TOUCH: Option<u64> = Some(0);
pub const KEEPING_TASKS_TOUCH: Option<u64> = Some(0);
