//! # On the scale
//!
//! **measure, 10 minutes**
//!
//! Seven async functions are at the top of tests/weigh.rs. Imagine a task of each,
//! which waits. How many bytes does each task keep for its function while it waits?
//! Count what is in the future, and what is elsewhere and is only there for it.
//!
//! **Measure:** this file may run what it likes. `crate::keeps()` makes a future of
//! the second function, and the standard library has a scale for values. Where the
//! scale doesn't see everything, add what it misses.
//!
//! **Judged:** by weighing them again. Leave out what the runtime adds around each
//! future; 15 percent, or half a KiB, more or less don't matter.
//!
//! **Taught in:** lessons/09-thread-cost, "What a thread costs".

pub fn weigh() -> Weights {
    // TODO: put each of the seven on the scale, instead of these zeros.
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

/// Bytes that a task keeps while it waits.
pub struct Weights {
    pub sleeps: usize,
    pub keeps: usize,
    pub lets_go: usize,
    pub drops: usize,
    pub boxes: usize,
    pub in_turn: usize,
    pub together: usize,
}
