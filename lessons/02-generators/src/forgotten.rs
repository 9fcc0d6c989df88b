//! Wrong on purpose: a yield without its `.await` does not stop the function.

use genawaiter::rc::{Co, Gen};
use stage::say;

/// This function is supposed to hand out 1 and 2.
async fn forgetful(co: Co<u32>) {
    co.yield_(1).await;
    #[expect(unused_must_use, reason = "the mistake that this act is about")]
    co.yield_(2);
}

/// Collects the values that actually arrive.
pub(crate) fn a_lost_value() {
    let numbers: Vec<_> = Gen::new(forgetful).into_iter().collect();
    say!("1 and 2 were yielded; received {numbers:?}");
}
