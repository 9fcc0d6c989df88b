//! The sum where each begins when the one before is there, the longest where all begin
//! together.
//!
//! `one_blocks` is both: A's 200 ms in which nobody else has begun, and then the longest
//! of the others. `in_pairs` adds up what its three rounds take.

pub const ONE_BY_ONE: Option<u64> = Some(1000);
pub const A_TASK_EACH: Option<u64> = Some(500);
pub const ALL_BLOCK: Option<u64> = Some(1000);
pub const ONE_BLOCKS: Option<u64> = Some(700);
pub const IN_PAIRS: Option<u64> = Some(800);
