//! tests-failed: 1000
//! Two `join!`s with an `.await` after each seem to be in sequence to the last page.

pub const ONE_BY_ONE: Option<u64> = Some(1000);
pub const A_TASK_EACH: Option<u64> = Some(500);
pub const ALL_BLOCK: Option<u64> = Some(1000);
pub const ONE_BLOCKS: Option<u64> = Some(700);
pub const IN_PAIRS: Option<u64> = Some(1000);
