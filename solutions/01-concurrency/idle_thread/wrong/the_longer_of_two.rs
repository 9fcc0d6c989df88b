//! tests-failed: stone 3 is thrown 0.08 s after stone 2 has landed
//! It rests for as long as the longer one of this flight and the one before.

use crate::Pond;
use std::time::Duration;
use tokio::time::sleep;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    let mut last = Duration::ZERO;
    for _ in 0..stones {
        let takes = pond.throw().takes();
        sleep(takes.max(last)).await;
        last = takes;
    }
}
