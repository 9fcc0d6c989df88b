//! # An idle thread
//!
//! **fix, 10 minutes**
//!
//! A hand throws stones one after the other. Each stone has to land before the next
//! one is thrown, and the function returns when the last one has landed. That works,
//! but the hand is always busy: while a stone flies, the hand checks again and again
//! whether the stone has landed. Let the hand rest instead, so that its thread is
//! free until the stone lands.
//!
//! **Given:**
//!
//! ```text
//! impl Pond {
//!     fn throw(&self) -> Thrown;    // keeps the hand busy for 40 ms
//! }
//! impl Thrown {
//!     fn takes(&self) -> Duration;  // flight time, from the end of the throw
//!     fn is_down(&self) -> bool;    // has it landed? keeps the hand busy for 10 ms
//! }
//! ```
//!
//! The flight times are all different.
//!
//! **Judged:** with 0 to 5 stones, on a virtual clock. It advances during `throw`,
//! `is_down`, and tokio's sleep, but not during `std::thread::sleep`:
//!
//! - every stone is thrown, and the hand calls `is_down` at most twice for each
//!   stone; not calling it at all is fine
//! - the function is polled at most 10 times for each stone, and never puts its
//!   thread to sleep
//! - each throw begins after the previous stone has landed, at most 30 ms later
//! - the function returns after the last stone has landed, at most 30 ms later
//!
//! **Taught in:** lessons/01-concurrency, "Two stones".

use crate::Pond;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        // TODO: let the hand rest until the stone has landed.
        while !flight.is_down() {}
    }
}
