//! misconception: looking-is-waiting
//! The clock is looked at instead of the stone.

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
