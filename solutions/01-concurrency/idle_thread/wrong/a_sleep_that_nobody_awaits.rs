//! tests-failed: stone 1 is in the air
//! A sleep looks like a call that sleeps.

use crate::Pond;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        let _ = tokio::time::sleep(flight.takes());
    }
}
