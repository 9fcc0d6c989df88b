//! misconception: spawned-is-done
//! The line with `spawn` comes first, so its task is done first.

pub const BY_DURATION: Option<[u64; 4]> = Some([100, 350, 450, 550]);
pub const BY_DEADLINE: Option<[u64; 4]> = Some([100, 350, 350, 400]);
pub const IN_A_TASK: Option<[u64; 4]> = Some([350, 450, 550, 650]);
pub const IN_THE_POOL: Option<[u64; 4]> = Some([100, 200, 300, 400]);
pub const AMONG_EIGHT: Option<usize> = Some(0);
