//! What becomes of the rest when nobody pulls any more.

use genawaiter::{
    GeneratorState,
    rc::{Co, Gen},
};
use stage::{OnLane, done, lane, say};

/// Hands out 3, 2, 1, and cleans up however it ends.
async fn careful(co: Co<u32>) {
    let _cleanup = Cleanup;
    for n in [3, 2, 1] {
        co.yield_(n).await;
    }
    say!("all three were pulled");
}

/// Tells when it is dropped: at the end of the body, or with a body that is dropped.
struct Cleanup;

impl Drop for Cleanup {
    fn drop(&mut self) {
        say!("the generator cleans up");
    }
}

/// Drops one generator in the middle and another before its beginning.
pub(crate) fn closed_halfway() {
    let caller = lane("caller");
    caller.in_scope(|| {
        let mut numbers = Gen::new(|co| careful(co).on_lane("halfway"));
        if let GeneratorState::Yielded(n) = numbers.resume() {
            say!("pulled {n}");
        }
        drop(numbers);
        say!("closed halfway");

        drop(Gen::new(|co| careful(co).on_lane("unpulled")));
        say!("closed another that was never pulled");
    });
    done(&caller);
}
