//! misconception: one-thread-one-wait
//! There is only one thread, and it can wait for only one page at a time.

pub const ONE_BY_ONE: Option<u64> = Some(1000);
pub const A_TASK_EACH: Option<u64> = Some(1000);
pub const ALL_BLOCK: Option<u64> = Some(1000);
pub const ONE_BLOCKS: Option<u64> = Some(1000);
pub const IN_PAIRS: Option<u64> = Some(1000);
