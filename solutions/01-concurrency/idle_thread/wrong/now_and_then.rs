//! misconception: now-and-then-is-waiting
//! Checking once in a while seems to cost almost nothing. But it takes several
//! checks, and the landing is noticed late.

use crate::Pond;
use std::time::Duration;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        while !flight.is_down() {
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }
}
