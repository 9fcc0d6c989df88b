//! # An idle thread
//!
//! **fix, 10 minutes**
//!
//! A hand throws stones, each when the last one is down, and goes home when the last
//! of all is down. That works, but the hand is busy all the time: while a stone
//! flies, it looks, and looks again. Let it rest instead, so that its thread is free
//! for others until the stone lands.
//!
//! **Given:** a stone is in the air from the end of its `throw` on.
//!
//! ```text
//! impl Pond {
//!     fn throw(&self) -> Thrown;    // keeps the hand for 40 ms
//! }
//! impl Thrown {
//!     fn takes(&self) -> Duration;  // the time of its flight; no two are equal
//!     fn is_down(&self) -> bool;    // takes a look, which keeps the hand for 10 ms
//! }
//! ```
//!
//! **Judged:** on a clock that knows tokio's sleep and not `std::thread::sleep`:
//!
//! - no stone is thrown before the last one is down, nor more than 30 ms after that
//! - the hand takes at most two looks at each stone; none is fine
//!
//! **Taught in:** lessons/01-concurrency, "Two stones".

use crate::Pond;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        // TODO: let the hand rest until the stone is down.
        while !flight.is_down() {}
    }
}
