//! misconception: sleeps-stand-still
//! Half of the second sleep was over when the block began, so the other half
//! remains.

pub const BY_DURATION: Option<[u64; 4]> = Some([100, 400, 500, 600]);
pub const BY_DEADLINE: Option<[u64; 4]> = Some([100, 400, 500, 600]);
pub const IN_A_TASK: Option<[u64; 4]> = Some([300, 400, 500, 600]);
pub const IN_THE_POOL: Option<[u64; 4]> = Some([100, 200, 300, 400]);
pub const AMONG_EIGHT: Option<usize> = Some(0);
