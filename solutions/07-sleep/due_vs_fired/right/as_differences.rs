//! Written as differences from the undisturbed ticker: which ticks are late, and by
//! how much.

pub const IN_THE_POOL: Option<[u64; 4]> = Some([100, 200, 300, 400]);
pub const BY_DURATION: Option<[u64; 4]> = late_by([0, 150, 150, 150]);
pub const BY_DEADLINE: Option<[u64; 4]> = late_by([0, 150, 50, 0]);
pub const IN_A_TASK: Option<[u64; 4]> = late_by([150; 4]);
pub const AMONG_EIGHT: Option<usize> = Some(0);

const fn late_by([first, second, third, fourth]: [u64; 4]) -> Option<[u64; 4]> {
    Some([100 + first, 200 + second, 300 + third, 400 + fourth])
}
