//! What `.await` and every event loop do with a future: poll it.
//!
//! `pin!` puts the future where it stays. The waker is for a future that is not ready:
//! to call when it should be polled again. Nobody sleeps here, so this one does nothing.

use crate::answer;
use stage::{OnLane, done, lane, panic_message, say};
use std::{
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
        let third =
            panic_message(poll).expect("a finished future does not run again");
        say!("Rust: poll 3: panic, {third}");
    });
    done(&caller);
}
