//! misconception: blocking-is-waiting
//! All four helpers are async functions or async blocks.

pub const BY_DURATION: Option<[u64; 4]> = Some([100, 200, 300, 400]);
pub const BY_DEADLINE: Option<[u64; 4]> = Some([100, 200, 300, 400]);
pub const IN_A_TASK: Option<[u64; 4]> = Some([100, 200, 300, 400]);
pub const IN_THE_POOL: Option<[u64; 4]> = Some([100, 200, 300, 400]);
pub const AMONG_EIGHT: Option<usize> = Some(4);
