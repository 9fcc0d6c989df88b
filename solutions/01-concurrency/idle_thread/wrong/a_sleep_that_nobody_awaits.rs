//! misconception: underscore-runs-it
//! Creating a sleep looks like sleeping.

use crate::Pond;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        let _ = tokio::time::sleep(flight.takes());
    }
}
