//! misconception: now-and-then-is-waiting
//! Never calls `is_down`, but checks the clock every millisecond.

use crate::Pond;
use std::time::Duration;
use tokio::time::{Instant, sleep};

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        let lands = Instant::now() + flight.takes();
        while Instant::now() < lands {
            sleep(Duration::from_millis(1)).await;
        }
    }
}
