//! A countdown pulled by hand: the lines show when its body runs and when the caller
//! runs.

use genawaiter::{
    GeneratorState,
    rc::{Co, Gen},
};
use stage::{OnLane, done, lane, say};

/// Hands out the numbers from `from` down to 1.
async fn countdown(from: u32, co: Co<u32>) {
    say!("the body starts");
    for n in (1..=from).rev() {
        co.yield_(n).await;
        say!("the body continues after {n}");
    }
}

/// Makes a countdown and pulls it until the end.
pub(crate) fn pulled_by_hand() {
    let caller = lane("caller");
    caller.in_scope(|| {
        let mut numbers = Gen::new(|co| countdown(3, co).on_lane("countdown"));
        say!("made countdown(3)");
        while let GeneratorState::Yielded(n) = numbers.resume() {
            say!("pulled {n}");
        }
        say!("pulled the end");
    });
    done(&caller);
}
