//! misconception: looking-is-waiting
//! Checks the clock instead of the stone, again and again.

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
