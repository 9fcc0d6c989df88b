//! tests-failed: stone 1 is still in the air
//! The hand isn't busy, and it's faster too. But it should throw one stone at a
//! time.

use crate::Pond;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    let flights: Vec<_> = (0..stones).map(|_| pond.throw()).collect();
    for flight in flights {
        tokio::time::sleep(flight.takes()).await;
    }
}
