//! The flight says how long it takes, so nobody has to look.
//!
//! At the `.await` the function stops and its thread is free. The timer has the
//! function go on at the landing and not before.

use crate::Pond;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        tokio::time::sleep(flight.takes()).await;
    }
}
