//! The total is the sum of the times if each page starts when the previous one has
//! arrived, and the longest time if all pages start together.
//!
//! `one_blocks` is a mix: 200 ms for page A, during which no other page has started,
//! and then the longest time of the others. `in_pairs` is the sum of its three
//! rounds.

pub const ONE_BY_ONE: Option<u64> = Some(1000);
pub const A_TASK_EACH: Option<u64> = Some(500);
pub const ALL_BLOCK: Option<u64> = Some(1000);
pub const ONE_BLOCKS: Option<u64> = Some(700);
pub const IN_PAIRS: Option<u64> = Some(800);
