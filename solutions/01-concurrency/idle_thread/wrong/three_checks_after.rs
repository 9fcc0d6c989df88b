//! tests-failed: and the hand checks it 3 times
//! Rests until the stone has landed, but then checks three times to be sure.

use crate::Pond;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        tokio::time::sleep(flight.takes()).await;
        assert!(flight.is_down() && flight.is_down() && flight.is_down());
    }
}
