//! # The porter's night
//!
//! **predict, 10 minutes**
//!
//! A night porter has three rooms to call. Each room is a task, and all three tasks
//! share one event loop on one thread. The attic is called after 2.0 seconds and the
//! garden after 2.5. The cellar is called after 1.0, asks to sleep for another 0.7,
//! and is then called again.
//!
//! The program is in programs/trace_predict.rs. Read it, but don't run it. Write
//! down every poll of a room's task and every park of the thread, in order, from the
//! first poll to the last.
//!
//! **Judged:** the program is run, and its polls and parks are recorded. Polls of
//! `night` itself do not count. The verdict shows the first step that differs. A
//! wrong guess costs nothing and teaches the most.
//!
//! **Taught in:** lessons/05-event-loop, "The event loop".

use {Room::*, Step::*};

// TODO: replace these two steps with your guess. They only show the notation.
pub const TRACE: &[Step] = &[Poll(Garden), ParkUntil(12.5)];

pub enum Step {
    /// The thread polls this room's task.
    Poll(Room),
    /// No task is ready: the thread sleeps until the clock shows this many seconds.
    /// The clock shows 0.0 when the program starts, and is never reset.
    ParkUntil(f64),
}

pub enum Room {
    Attic,
    Cellar,
    Garden,
}
