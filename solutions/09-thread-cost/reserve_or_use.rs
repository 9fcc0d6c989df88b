//! "Reserved" is how large a stack could become. "Touched" is what its deepest call
//! has needed.
//!
//! A hundred stacks of 4 MiB reserve 400 MiB. A resting thread touches a few pages.
//! A thread that has made a deep call keeps its 256 KiB, so a hundred of them keep
//! 25 MiB. The hundred tasks make their deep calls on the same stack. A buffer that
//! is needed after the wait is in the future, so a hundred such futures take 25 MiB
//! again.

pub const RESTING_THREADS_RESERVE: Option<u64> = Some(400);
pub const RESTING_THREADS_TOUCH: Option<u64> = Some(1);
pub const DEEP_THREADS_TOUCH: Option<u64> = Some(26);
pub const DEEP_TASKS_TOUCH: Option<u64> = Some(0);
pub const KEEPING_TASKS_TOUCH: Option<u64> = Some(25);
