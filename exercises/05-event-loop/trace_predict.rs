//! # The porter's night
//!
//! **predict, 10 minutes**
//!
//! Three guests want to be woken, and each call is a task on one loop of one thread:
//! the attic after 2.0 seconds, the garden after 2.5. The cellar is called after
//! 1.0, wants to be left alone for another 0.7, and is called again.
//!
//! The program is in programs/trace_predict.rs. Read it, but don't run it, and write
//! down what the loop's thread does from its first poll of a guest to its last:
//! which guest it polls, and until when it parks, in order.
//!
//! **Judged:** the program is run, and its polls and parks are noted. Polls of
//! `night` itself do not count. You are told about the first step that differs. A
//! wrong guess costs nothing and teaches the most.
//!
//! **Taught in:** lessons/05-event-loop, "The event loop".

use {Room::*, Step::*};

// TODO: replace these two steps, which only show how to write them, by your guess.
pub const TRACE: &[Step] = &[Poll(Garden), ParkUntil(12.5)];

pub enum Step {
    /// The thread polls this task.
    Poll(Room),
    /// No task is ready: the thread sleeps until the clock shows this many seconds.
    /// The clock starts at 0.0 with the program.
    ParkUntil(f64),
}

pub enum Room {
    Attic,
    Cellar,
    Garden,
}
