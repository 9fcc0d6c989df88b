//! Checks each stone twice, before and after resting, and is 20 milliseconds late.

use crate::Pond;
use tokio::time::sleep;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        if !flight.is_down() {
            sleep(flight.takes()).await;
        }
        assert!(flight.is_down(), "it has had its time");
    }
}
