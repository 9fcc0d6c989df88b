//! What `.await` and every event loop do with a future: poll it.
//!
//! `pin!` keeps the future from being moved. A future that is not ready keeps the waker,
//! which must be called when another poll makes sense. This act polls by hand, so its
//! waker does nothing.

use crate::answer;
use stage::{OnLane, done, lane, panic_message, say};
use std::{
    pin::pin,
    task::{Context, Waker},
};

/// Polls to the pause, polls to the end, and then polls one time too many.
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
