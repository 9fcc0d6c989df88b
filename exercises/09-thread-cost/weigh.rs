//! # On the scale
//!
//! **measure, 10 minutes**
//!
//! Seven async functions are at the top of tests/weigh.rs. For each of them, imagine
//! a task that runs it and is now waiting. How many bytes does the task keep for
//! the function while it waits? Count the future itself, and also memory elsewhere
//! that the future owns. Leave out what the runtime adds to each task.
//!
//! **Given:** the functions, as `crate::sleeps()`, `crate::keeps()`, and so on.
//! Calling one of them gives you its future. Your code may run anything it needs.
//! The standard library can measure the size of a value. Where that size leaves
//! something out, add it.
//!
//! **Judged:** the check measures each future again. Your number may be 15 percent
//! too small, or 15 percent plus 512 bytes too large.
//!
//! **Taught in:** lessons/09-thread-cost, "What a thread costs".

pub fn weigh() -> Weights {
    // TODO: replace each zero with the measured size of that future.
    Weights {
        sleeps: 0,
        keeps: 0,
        lets_go: 0,
        drops: 0,
        boxes: 0,
        in_turn: 0,
        together: 0,
    }
}

/// How many bytes a task keeps for each function while it waits.
pub struct Weights {
    pub sleeps: usize,
    pub keeps: usize,
    pub lets_go: usize,
    pub drops: usize,
    pub boxes: usize,
    pub in_turn: usize,
    pub together: usize,
}
