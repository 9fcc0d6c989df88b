//! tests-failed: less than a quarter of that
//! All numbers are right, but in bytes.

pub const RESTING_THREADS_RESERVE: Option<u64> = Some(419_430_400);
pub const RESTING_THREADS_TOUCH: Option<u64> = Some(1_048_576);
pub const DEEP_THREADS_TOUCH: Option<u64> = Some(27_262_976);
pub const DEEP_TASKS_TOUCH: Option<u64> = Some(262_144);
pub const KEEPING_TASKS_TOUCH: Option<u64> = Some(26_214_400);
