//! Guesses powers of ten, estimated from the sizes without calculating.

pub const RESTING_THREADS_RESERVE: Option<u64> = Some(1000);
pub const RESTING_THREADS_TOUCH: Option<u64> = Some(1);
pub const DEEP_THREADS_TOUCH: Option<u64> = Some(10);
pub const DEEP_TASKS_TOUCH: Option<u64> = Some(1);
pub const KEEPING_TASKS_TOUCH: Option<u64> = Some(10);
