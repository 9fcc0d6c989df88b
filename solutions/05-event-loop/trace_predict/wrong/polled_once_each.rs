//! misconception: wake-is-the-end
//! When the time is up, the sleep is over, so nothing seems to be left to poll.

use {Room::*, Step::*};

pub const TRACE: &[Step] = &[
    Poll(Attic),
    Poll(Cellar),
    Poll(Garden),
    ParkUntil(1.0),
    ParkUntil(1.7),
    ParkUntil(2.0),
    ParkUntil(2.5),
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
