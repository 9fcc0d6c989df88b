//! Each task is polled once, in the order of the queue. After that, only the task
//! that was woken is polled.
//!
//! The first round takes no time, and it starts all the timers. From then on, the
//! thread sleeps until the first timer fires, polls the task that the timer woke,
//! and sleeps again. The cellar's second timer starts in its second poll.

use {Room::*, Step::*};

pub const TRACE: &[Step] = &[
    Poll(Attic),
    Poll(Cellar),
    Poll(Garden),
    ParkUntil(1.0),
    Poll(Cellar),
    ParkUntil(1.7),
    Poll(Cellar),
    ParkUntil(2.0),
    Poll(Attic),
    ParkUntil(2.5),
    Poll(Garden),
];

pub enum Step {
    Poll(Room),
    ParkUntil(f64),
}

pub enum Room {
    Attic,
    Cellar,
    Garden,
}
