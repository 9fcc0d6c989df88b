//! Wrong on purpose: pulls once more after the end.

use genawaiter::rc::{Co, Gen};
use stage::{panic_message, say};

async fn only_one(co: Co<u32>) {
    co.yield_(1).await;
}

/// Pulls three times, first from a bare generator, then from a fused one.
pub(crate) fn after_the_end() {
    let mut bare = Gen::new(only_one).into_iter();
    say!("bare:  {:?}", bare.next());
    say!("bare:  {:?}", bare.next());
    let panic = panic_message(|| bare.next()).expect("it is not fused");
    say!("bare:  panic: {panic}");

    let mut fused = Gen::new(only_one).into_iter().fuse();
    for _ in 1..=3 {
        say!("fused: {:?}", fused.next());
    }
}
