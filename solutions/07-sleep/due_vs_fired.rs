//! A tick fires when it is due and the thread is free, whichever is later.
//!
//! The block lasts from 150 to 350 ms, in the task from 50 to 250. Each tick that is
//! due meanwhile fires at its end. A `sleep` is called only then for the tick after
//! it, 100 ms on; a `sleep_until` that is late is over at once, so the fourth is on
//! time again. A task shares the thread, and a thread of the pool is another. Eight
//! workers share the tasks, but both branches of a `join!` are one task, and it is
//! polled by one worker at a time.

pub const BY_DURATION: Option<[u64; 4]> = Some([100, 350, 450, 550]);
pub const BY_DEADLINE: Option<[u64; 4]> = Some([100, 350, 350, 400]);
pub const IN_A_TASK: Option<[u64; 4]> = Some([250, 350, 450, 550]);
pub const IN_THE_POOL: Option<[u64; 4]> = Some([100, 200, 300, 400]);
pub const AMONG_EIGHT: Option<usize> = Some(0);
