//! What happens to the rest of a body when the caller stops pulling.

use genawaiter::{
    GeneratorState,
    rc::{Co, Gen},
};
use stage::{OnLane, done, lane, say};

/// Hands out 3, 2, 1, and cleans up no matter how it ends.
async fn careful(co: Co<u32>) {
    let _cleanup = Cleanup;
    for n in [3, 2, 1] {
        co.yield_(n).await;
    }
    say!("all three were pulled");
}

/// Prints a line when it is dropped: at the end of the body, or when the body is
/// dropped.
struct Cleanup;

impl Drop for Cleanup {
    fn drop(&mut self) {
        say!("the generator cleans up");
    }
}

/// Drops one generator halfway, and another before it is pulled.
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
