//! misconception: loop-asks-round
//! An event loop is called a loop, so it goes around and around and has no time to
//! park. A few rounds represent many.

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
