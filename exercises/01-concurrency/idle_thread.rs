//! # An idle thread                                              fix, 10 minutes
//!
//! One hand throws stones, each when the last one is down, and goes home when the
//! last of all is down. That works, but the hand is at work all the time: while a
//! stone flies, it looks, and looks again. Let it rest instead, so that its thread
//! is free for others until the stone lands.
//!
//! Given: `pond.throw()` keeps the hand for 40 ms; what it returns is in the air from
//! then on. `flight.takes()` is the time that the stone spends there, a `Duration`,
//! and differs from stone to stone. `flight.is_down()` takes a look, and a look keeps
//! the hand for 10 ms.
//! Judged on a clock that knows tokio's sleep and not `std::thread::sleep`: no stone
//! is thrown before the last one is down, nor more than 30 ms after that; and there
//! are at most two looks at each stone. None at all will do.
//! Taught in lessons/01-concurrency, "Two stones".

use crate::Pond;

pub async fn throw_in_turn(pond: Pond, stones: usize) {
    for _ in 0..stones {
        let flight = pond.throw();
        // TODO: let the hand rest until the stone is down.
        while !flight.is_down() {}
    }
}
