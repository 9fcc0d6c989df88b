//! tests-failed: In the ready queue: cellar, garden
//! The loop seems to know all the deadlines from the start. But a timer is set only
//! in the first poll of the task that sleeps.

use {Room::*, Step::*};

pub const TRACE: &[Step] = &[
    Poll(Attic),
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
