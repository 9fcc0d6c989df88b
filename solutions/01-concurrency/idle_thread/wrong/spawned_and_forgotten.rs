//! misconception: spawned-is-done
//! A separate task rests, but the hand keeps throwing.

use crate::Pond;
use tokio::time::sleep;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        tokio::spawn(sleep(flight.takes()));
    }
}
