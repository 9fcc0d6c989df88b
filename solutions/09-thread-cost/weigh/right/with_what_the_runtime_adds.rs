//! Measures whole tasks, so each result includes a little of what the runtime adds.

const AROUND: usize = 330;

fn task<F: Future>(future: F, elsewhere: usize) -> usize {
    size_of_val(&future) + elsewhere + AROUND
}

pub fn weigh() -> Weights {
    Weights {
        sleeps: task(crate::sleeps(), 0),
        keeps: task(crate::keeps(), 0),
        lets_go: task(crate::lets_go(), 0),
        drops: task(crate::drops(), 0),
        boxes: task(crate::boxes(), 16 * 1024),
        in_turn: task(crate::in_turn(), 0),
        together: task(crate::together(), 0),
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
