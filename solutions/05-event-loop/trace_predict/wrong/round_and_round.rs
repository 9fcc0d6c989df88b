//! misconception: loop-asks-round
//! It is called a loop. With so much to ask there is no time to park; a few rounds
//! stand for many.

use {Room::*, Step::*};

pub const TRACE: &[Step] = &[
    Poll(Attic),
    Poll(Cellar),
    Poll(Garden),
    Poll(Attic),
    Poll(Cellar),
    Poll(Garden),
    Poll(Attic),
    Poll(Cellar),
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
