//! The flight says how long it takes, so the hand doesn't have to check.
//!
//! At the `.await`, the function is paused and its thread is free. The timer wakes
//! the function when the stone lands, and not before.

use crate::Pond;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        tokio::time::sleep(flight.takes()).await;
    }
}
