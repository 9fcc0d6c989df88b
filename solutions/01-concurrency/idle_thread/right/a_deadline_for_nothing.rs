//! Waits for what never comes, but no longer than the stone flies.

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
