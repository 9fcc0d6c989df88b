//! The times are calculated, so not all of them are round numbers.

use {Room::*, Step::*};

const ATTIC: f64 = 2.0;
const CELLAR: f64 = 1.0;
const CELLAR_AGAIN: f64 = CELLAR + 0.7;
const GARDEN: f64 = 2.5;

pub const TRACE: &[Step] = &[
    Poll(Attic),
    Poll(Cellar),
    Poll(Garden),
    ParkUntil(CELLAR),
    Poll(Cellar),
    ParkUntil(CELLAR_AGAIN),
    Poll(Cellar),
    ParkUntil(ATTIC),
    Poll(Attic),
    ParkUntil(GARDEN),
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
