//! Calculated from the sizes in the programs, with 12 KiB for each resting thread.

const THREADS: u64 = 100;
const MIB: u64 = 1024;

pub const RESTING_THREADS_RESERVE: Option<u64> = Some(THREADS * 4);
pub const RESTING_THREADS_TOUCH: Option<u64> = Some(THREADS * 12 / MIB);
pub const DEEP_THREADS_TOUCH: Option<u64> = Some(THREADS * (12 + 256) / MIB);
pub const DEEP_TASKS_TOUCH: Option<u64> = Some(256 / MIB);
pub const KEEPING_TASKS_TOUCH: Option<u64> = Some(THREADS * 256 / MIB);
