//! tests-failed: stone 3 is thrown 0.08 s after stone 2 has landed
//! Rests for the longer of two flight times: this stone's and the previous one's.

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
