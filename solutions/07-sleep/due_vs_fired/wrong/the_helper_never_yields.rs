//! misconception: one-thread-one-wait
//! There is only one thread, so the helper is done before anything else gets a turn.

pub const BY_DURATION: Option<[u64; 4]> = Some([350, 450, 550, 650]);
pub const BY_DEADLINE: Option<[u64; 4]> = Some([350, 350, 350, 400]);
pub const IN_A_TASK: Option<[u64; 4]> = Some([250, 350, 450, 550]);
pub const IN_THE_POOL: Option<[u64; 4]> = Some([350, 450, 550, 650]);
pub const AMONG_EIGHT: Option<usize> = Some(0);
