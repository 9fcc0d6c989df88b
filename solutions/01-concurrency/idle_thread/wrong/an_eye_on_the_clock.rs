//! misconception: looking-is-waiting
//! Checks the clock again and again instead of the stone.

use crate::Pond;
use tokio::{task::yield_now, time::Instant};

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        let thrown = Instant::now();
        while thrown.elapsed() < flight.takes() {
            yield_now().await;
        }
    }
}
