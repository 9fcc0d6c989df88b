//! tests-failed: stone 1 is in the air
//! Nobody is busy, and it is faster too. But it was to be one stone at a time.

use crate::Pond;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    let flights: Vec<_> = (0..stones).map(|_| pond.throw()).collect();
    for flight in flights {
        tokio::time::sleep(flight.takes()).await;
    }
}
