//! # The porter's night                                     predict, 10 minutes
//!
//! Three guests want to be woken, and each call is a task on one loop of one
//! thread: the attic after 2.0 seconds, the garden after 2.5. The cellar is called
//! after 1.0, wants to be left alone for another 0.7, and is called again.
//! The program stands at the top of tests/trace_predict.rs. Read it, do not run it,
//! and write down what the loop's thread does from its first poll of a guest to its
//! last: whom it polls, and until when it parks, in this order.
//!
//! Judged by running the program and noting its polls and parks; those of `night`
//! itself do not count. You are told about the first step that differs. A wrong
//! guess costs nothing and teaches most.
//! Taught in lessons/05-event-loop, "The event loop".

use {Room::*, Step::*};

// TODO: replace these two steps, which only show how to write them, by your guess.
pub const TRACE: &[Step] = &[Poll(Garden), ParkUntil(12.5)];

pub enum Step {
    /// The thread polls this task.
    Poll(Room),
    /// Nobody is ready: the thread sleeps until the clock shows so many seconds. The
    /// clock starts at 0.0 with the program.
    ParkUntil(f64),
}

pub enum Room {
    Attic,
    Cellar,
    Garden,
}
