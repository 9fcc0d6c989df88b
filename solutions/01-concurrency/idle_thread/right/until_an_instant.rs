//! Computes the instant of the landing, sleeps until then, and checks once to be
//! sure.

use crate::Pond;
use tokio::time::{Instant, sleep_until};

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        let lands = Instant::now() + flight.takes();
        sleep_until(lands).await;
        assert!(flight.is_down(), "its time is over");
    }
}
