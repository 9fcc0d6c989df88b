//! Waits for something that never happens, with the flight time as a timeout.

use crate::Pond;
use std::future::pending;
use tokio::time::timeout;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        let nothing = timeout(flight.takes(), pending::<()>()).await;
        debug_assert!(nothing.is_err(), "it never comes");
    }
}
