//! misconception: one-thread-one-wait
//! There is only one thread, so the cellar has to wait until the attic has been
//! called.

use {Room::*, Step::*};

pub const TRACE: &[Step] = &[
    Poll(Attic),
    ParkUntil(2.0),
    Poll(Attic),
    Poll(Cellar),
    ParkUntil(3.0),
    Poll(Cellar),
    ParkUntil(3.7),
    Poll(Cellar),
    Poll(Garden),
    ParkUntil(6.2),
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
