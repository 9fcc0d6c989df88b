//! misconception: a-handle-weighs-its-task
//! The helper takes a reference, and measures the reference.

fn scale<F: Future>(future: &F) -> usize {
    size_of_val(&future)
}

pub fn weigh() -> Weights {
    Weights {
        sleeps: scale(&crate::sleeps()),
        keeps: scale(&crate::keeps()),
        lets_go: scale(&crate::lets_go()),
        drops: scale(&crate::drops()),
        boxes: scale(&crate::boxes()),
        in_turn: scale(&crate::in_turn()),
        together: scale(&crate::together()),
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
