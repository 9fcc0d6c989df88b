//! misconception: blocking-is-waiting
//! The stone has landed when the next one is thrown, but the thread was not free in
//! the meantime.

use crate::Pond;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        std::thread::sleep(flight.takes());
        tokio::time::sleep(flight.takes()).await;
    }
}
