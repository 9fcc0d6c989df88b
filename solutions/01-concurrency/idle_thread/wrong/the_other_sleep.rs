//! misconception: blocking-is-waiting
//! A thread that sleeps does nothing, so the hand seems to rest. But it keeps its
//! thread.

use crate::Pond;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        std::thread::sleep(flight.takes());
    }
}
