//! misconception: a-handle-weighs-its-task
//! A task is what `spawn` returns, so this measures the handles.

use tokio::task::JoinHandle;

pub fn weigh() -> Weights {
    let task = size_of::<JoinHandle<()>>();
    Weights {
        sleeps: task,
        keeps: task,
        lets_go: task,
        drops: task,
        boxes: task,
        in_turn: task,
        together: task,
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
