//! misconception: looking-is-waiting
//! Other tasks get a turn between the checks, so the hand looks idle to them. But
//! it's always busy.

use crate::Pond;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        while !flight.is_down() {
            tokio::task::yield_now().await;
        }
    }
}
