//! Keeps the loop and sleeps in it. The first check finds the stone in the air, and
//! the second finds that it has landed.

use crate::Pond;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        while !flight.is_down() {
            tokio::time::sleep(flight.takes()).await;
        }
    }
}
