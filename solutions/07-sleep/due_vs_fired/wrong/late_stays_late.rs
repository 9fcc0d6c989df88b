//! misconception: sleep-keeps-the-beat
//! Once the ticker is late, it stays late, whichever sleep it calls.

pub const BY_DURATION: Option<[u64; 4]> = Some([100, 350, 450, 550]);
pub const BY_DEADLINE: Option<[u64; 4]> = Some([100, 350, 450, 550]);
pub const IN_A_TASK: Option<[u64; 4]> = Some([250, 350, 450, 550]);
pub const IN_THE_POOL: Option<[u64; 4]> = Some([100, 200, 300, 400]);
pub const AMONG_EIGHT: Option<usize> = Some(0);
