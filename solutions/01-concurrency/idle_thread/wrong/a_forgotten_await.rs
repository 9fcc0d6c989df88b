//! misconception: calling-starts-it
//! `sleep(…);` reads like a call that waits.

use crate::Pond;
use tokio::time::sleep;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let thrown = pond.throw();
        sleep(thrown.takes());
    }
}
