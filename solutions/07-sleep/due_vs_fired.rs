//! A tick fires when it is due or when the thread is free, whichever is later.
//!
//! The thread is blocked from 150 to 350 ms, or in `in_a_task`, from 50 to 250 ms. A
//! tick that is due in that time fires when the block ends. Only then does the
//! ticker call `sleep` for its next tick, which fires 100 ms later. A late
//! `sleep_until` returns immediately, so the fourth tick is on time again.
//!
//! A task shares the loop's thread. A closure in the pool has its own thread. Eight
//! workers share the tasks, but both branches of a `join!` are one task, and only
//! one worker at a time polls a task.

pub const BY_DURATION: Option<[u64; 4]> = Some([100, 350, 450, 550]);
pub const BY_DEADLINE: Option<[u64; 4]> = Some([100, 350, 350, 400]);
pub const IN_A_TASK: Option<[u64; 4]> = Some([250, 350, 450, 550]);
pub const IN_THE_POOL: Option<[u64; 4]> = Some([100, 200, 300, 400]);
pub const AMONG_EIGHT: Option<usize> = Some(0);
