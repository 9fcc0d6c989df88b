//! misconception: one-block-stops-all
//! `thread::sleep` freezes everything, as the lesson says.

pub const BY_DURATION: Option<[u64; 4]> = Some([100, 350, 450, 550]);
pub const BY_DEADLINE: Option<[u64; 4]> = Some([100, 350, 350, 400]);
pub const IN_A_TASK: Option<[u64; 4]> = Some([250, 350, 450, 550]);
pub const IN_THE_POOL: Option<[u64; 4]> = Some([100, 350, 450, 550]);
pub const AMONG_EIGHT: Option<usize> = Some(0);
