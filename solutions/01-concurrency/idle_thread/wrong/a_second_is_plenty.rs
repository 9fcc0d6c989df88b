//! misconception: long-enough
//! No stone flies for a whole second.

use crate::Pond;
use std::time::Duration;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}
