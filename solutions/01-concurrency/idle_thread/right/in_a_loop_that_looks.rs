//! Keeps the loop, and rests in it: a look says that the stone flies, another that it
//! is down.

use crate::Pond;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        while !flight.is_down() {
            tokio::time::sleep(flight.takes()).await;
        }
    }
}
