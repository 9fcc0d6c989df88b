//! Uses an array in which each call to a room is written out as two steps.

pub static TRACE: [Step; 11] = {
    const fn poll(room: Room) -> Step {
        Step::Poll(room)
    }
    let [cellar_rings, cellar_is_called] = call(1.0, Room::Cellar);
    let [cellar_rings_again, cellar_is_called_again] = call(1.7, Room::Cellar);
    let [attic_rings, attic_is_called] = call(2.0, Room::Attic);
    let [garden_rings, garden_is_called] = call(2.5, Room::Garden);
    [
        poll(Room::Attic),
        poll(Room::Cellar),
        poll(Room::Garden),
        cellar_rings,
        cellar_is_called,
        cellar_rings_again,
        cellar_is_called_again,
        attic_rings,
        attic_is_called,
        garden_rings,
        garden_is_called,
    ]
};

const fn call(at: f64, room: Room) -> [Step; 2] {
    [Step::ParkUntil(at), Step::Poll(room)]
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step {
    Poll(Room),
    ParkUntil(f64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    Attic,
    Cellar,
    Garden,
}
