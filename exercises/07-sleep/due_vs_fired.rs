//! # Due and fired                                          predict, 12 minutes
//!
//! A ticker ticks four times, due at 100, 200, 300 and 400 ms. Beside it, on the same
//! thread, a helper first waits and then blocks. Four programs differ in the ticker
//! or in who does the blocking; they stand at the top of tests/due_vs_fired.rs. Read
//! them, do not run them, and write down of each when its four ticks fire, in
//! milliseconds since its start. The fifth has eight workers, and no clock: how many
//! of its ticks fire while the helper is blocked?
//!
//! Given: in the first four, one thread runs the loop and all tasks. `thread::sleep`
//! blocks as the standard library's does; nothing else takes time.
//! Judged by running the five programs. A wrong guess costs nothing and teaches most.
//! Taught in lessons/07-sleep, "Two kinds of sleep".

// TODO: replace each `None` by your guess, as in `Some([10, 20, 30, 40])`.
pub const BY_DURATION: Option<[u64; 4]> = None;
pub const BY_DEADLINE: Option<[u64; 4]> = None;
pub const IN_A_TASK: Option<[u64; 4]> = None;
pub const IN_THE_POOL: Option<[u64; 4]> = None;
pub const AMONG_EIGHT: Option<usize> = None;
