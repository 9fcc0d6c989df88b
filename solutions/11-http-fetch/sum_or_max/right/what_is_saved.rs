//! Works the other way around: how much of the sum does each program save?

const SUM: u64 = 1000;

pub const ONE_BY_ONE: Option<u64> = saves(0);
pub const A_TASK_EACH: Option<u64> = saves(500);
pub const ALL_BLOCK: Option<u64> = saves(0);
/// B, D, and E overlap with C.
pub const ONE_BLOCKS: Option<u64> = saves(300);
/// B overlaps with A, and D with C.
pub const IN_PAIRS: Option<u64> = saves(200);

const fn saves(millis: u64) -> Option<u64> {
    Some(SUM - millis)
}
