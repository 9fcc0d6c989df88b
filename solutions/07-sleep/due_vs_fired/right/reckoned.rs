//! Computed: a tick that is due while the thread is blocked waits until the thread
//! is free. After that, the times depend on what the next sleep counts from.

const DUE: [u64; 4] = [100, 200, 300, 400];

pub const BY_DURATION: Option<[u64; 4]> = Some(counted_from_the_last(150, 350));
pub const BY_DEADLINE: Option<[u64; 4]> = Some([
    when_free(DUE[0], 150, 350),
    when_free(DUE[1], 150, 350),
    when_free(DUE[2], 150, 350),
    when_free(DUE[3], 150, 350),
]);
pub const IN_A_TASK: Option<[u64; 4]> = Some(counted_from_the_last(50, 250));
pub const IN_THE_POOL: Option<[u64; 4]> = Some(DUE);
pub const AMONG_EIGHT: Option<usize> = Some(0);

const fn when_free(due: u64, from: u64, to: u64) -> u64 {
    if from < due && due < to { to } else { due }
}

const fn counted_from_the_last(from: u64, to: u64) -> [u64; 4] {
    let mut fired = [0; 4];
    let (mut tick, mut now) = (0, 0);
    while tick < 4 {
        now = when_free(now + 100, from, to);
        fired[tick] = now;
        tick += 1;
    }
    fired
}
