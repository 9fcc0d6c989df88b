//! misconception: awaits-add-up
//! Calculated: the function awaits two futures, so its future is twice as large.

pub fn weigh() -> Weights {
    Weights {
        sleeps: size_of_val(&crate::sleeps()),
        keeps: size_of_val(&crate::keeps()),
        lets_go: size_of_val(&crate::lets_go()),
        drops: size_of_val(&crate::drops()),
        boxes: size_of_val(&crate::boxes()) + 16 * 1024,
        in_turn: 2 * size_of_val(&crate::keeps()),
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
