//! Wrong on purpose: pulling once more after the end.

use genawaiter::rc::{Co, Gen};
use stage::say;
use std::panic::{self, AssertUnwindSafe};

async fn only_one(co: Co<u32>) {
    co.yield_(1).await;
}

/// Asks for a third answer, first of a bare generator and then of a fused one.
pub(crate) fn after_the_end() {
    let mut bare = Gen::new(only_one).into_iter();
    say!("bare:  {:?}", bare.next());
    say!("bare:  {:?}", bare.next());
    say!("bare:  {}", panic_of(|| bare.next()));

    let mut fused = Gen::new(only_one).into_iter().fuse();
    for _ in 1..=3 {
        say!("fused: {:?}", fused.next());
    }
}

/// What `pull` panics with, if it does. The default hook would print it as well.
fn panic_of<T>(pull: impl FnOnce() -> T) -> String {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let pulled = panic::catch_unwind(AssertUnwindSafe(pull));
    panic::set_hook(hook);
    match pulled {
        Ok(_) => "no panic".to_owned(),
        Err(panic) => match panic.downcast_ref::<&str>() {
            Some(message) => format!("panic: {message}"),
            None => "panic".to_owned(),
        },
    }
}
