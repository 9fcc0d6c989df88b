//! misconception: small-is-light
//! `size_of_val` says so, and it was right for the other six functions.

pub fn weigh() -> Weights {
    Weights {
        sleeps: size_of_val(&crate::sleeps()),
        keeps: size_of_val(&crate::keeps()),
        lets_go: size_of_val(&crate::lets_go()),
        drops: size_of_val(&crate::drops()),
        boxes: size_of_val(&crate::boxes()),
        in_turn: size_of_val(&crate::in_turn()),
        together: size_of_val(&crate::together()),
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
