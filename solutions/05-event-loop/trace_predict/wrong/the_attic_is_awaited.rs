//! misconception: loop-waits-for-my-await
//! The program waits at `attic.await`, so nothing else happens before 2.0.

use {Room::*, Step::*};

pub const TRACE: &[Step] = &[
    Poll(Attic),
    Poll(Cellar),
    Poll(Garden),
    ParkUntil(2.0),
    Poll(Attic),
    Poll(Cellar),
    ParkUntil(2.7),
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
