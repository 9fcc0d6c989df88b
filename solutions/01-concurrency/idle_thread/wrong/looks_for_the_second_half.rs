//! misconception: looking-is-waiting
//! Rests for half of the flight, and checks without a pause for the other half.

use crate::Pond;
use tokio::time::sleep;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        sleep(flight.takes() / 2).await;
        while !flight.is_down() {}
    }
}
