//! misconception: loop-asks-round
//! When a timer has fired, the loop asks each task whether the timer was its own.

use {Room::*, Step::*};

pub const TRACE: &[Step] = &[
    Poll(Attic),
    Poll(Cellar),
    Poll(Garden),
    ParkUntil(1.0),
    Poll(Attic),
    Poll(Cellar),
    Poll(Garden),
    ParkUntil(1.7),
    Poll(Attic),
    Poll(Cellar),
    Poll(Garden),
    ParkUntil(2.0),
    Poll(Attic),
    Poll(Garden),
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
