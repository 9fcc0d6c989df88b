//! Three ways to throw two stones into a pond.
//!
//! The first two functions wait in different ways, which is the subject of this
//! course: in one, the hand waits while the stone flies; in the other, only the
//! function does.

use crate::pond::{HIGH, LOW, Pond, Stone};
use stage::{OnLane, done, lane, thread};
use std::sync::Arc;

/// Throws, and keeps the hand until the stone has landed.
fn throw_and_watch(stone: Stone, pond: &Pond) {
    let lane = lane(stone);
    let flight = lane.in_scope(|| stone.throw(pond));
    thread::sleep(stone.flight);
    lane.in_scope(|| flight.land());
    done(&lane);
}

/// Throws, and frees the hand while the stone flies.
async fn throw_and_let_go(stone: Stone, pond: &Pond) {
    let flight = stone.throw(pond);
    tokio::time::sleep(stone.flight).await;
    flight.land();
}

/// One thread throws one stone after the other.
pub(crate) fn one_hand_waits() {
    let pond = Pond::default();
    throw_and_watch(LOW, &pond);
    throw_and_watch(HIGH, &pond);
    pond.tell();
}

/// One thread throws both stones: concurrent.
pub(crate) async fn one_hand_does_not_wait() {
    let pond = Pond::default();
    tokio::join!(
        throw_and_let_go(LOW, &pond).on_lane(LOW),
        throw_and_let_go(HIGH, &pond).on_lane(HIGH),
    );
    pond.tell();
}

/// Two threads with a stone each: concurrent, and parallel while both throw.
pub(crate) fn two_hands() {
    let pond = Arc::new(Pond::default());
    let hand = |name, stone| {
        let pond = Arc::clone(&pond);
        thread::spawn(name, move || throw_and_watch(stone, &pond))
    };
    for hand in [hand("left hand", LOW), hand("right hand", HIGH)] {
        hand.join().expect("a hand does not panic");
    }
    pond.tell();
}
