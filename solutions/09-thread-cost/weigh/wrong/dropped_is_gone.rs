//! misconception: drop-makes-room
//! Calculated, assuming that a buffer dropped before the wait takes no space.

pub fn weigh() -> Weights {
    Weights {
        sleeps: size_of_val(&crate::sleeps()),
        keeps: size_of_val(&crate::keeps()),
        lets_go: size_of_val(&crate::lets_go()),
        drops: size_of_val(&crate::sleeps()),
        boxes: size_of_val(&crate::boxes()) + 16 * 1024,
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
