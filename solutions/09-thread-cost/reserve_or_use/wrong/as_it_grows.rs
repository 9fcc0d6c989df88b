//! misconception: addresses-come-when-needed
//! Addresses are set aside as the stack grows, page by page, like the memory behind
//! them.

pub const RESTING_THREADS_RESERVE: Option<u64> = Some(1);
pub const RESTING_THREADS_TOUCH: Option<u64> = Some(1);
pub const DEEP_THREADS_TOUCH: Option<u64> = Some(26);
pub const DEEP_TASKS_TOUCH: Option<u64> = Some(0);
pub const KEEPING_TASKS_TOUCH: Option<u64> = Some(25);
