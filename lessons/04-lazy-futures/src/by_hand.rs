//! What `.await` and every event loop do with a future: poll it.
//!
//! `pin!` puts the future where it stays. The waker is for a future that is not ready:
//! to call when it should be polled again. Nobody sleeps here, so this one does nothing.

use crate::answer;
use stage::{OnLane, done, lane, say};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::{Context, Waker},
};

/// Once to the pause, once to the end, and once more, which is once too many.
pub(crate) fn three_times() {
    let caller = lane("caller");
    caller.in_scope(|| {
        let mut future = pin!(answer().on_lane("answer"));
        let mut context = Context::from_waker(Waker::noop());
        let mut poll = || future.as_mut().poll(&mut context);
        say!("made, not polled");
        let first = poll();
        say!("poll 1: {first:?}");
        let second = poll();
        say!("poll 2: {second:?}");
        let third = panic_of(poll);
        say!("Rust: poll 3: panic, {third}");
    });
    done(&caller);
}

/// Runs what must panic, and gives the message that would have been printed.
fn panic_of<T>(body: impl FnOnce() -> T) -> String {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = catch_unwind(AssertUnwindSafe(body));
    std::panic::set_hook(hook);
    let panic = result.err().expect("a finished future does not run again");
    (*panic.downcast::<&str>().expect("its panic has a fixed message")).to_owned()
}
