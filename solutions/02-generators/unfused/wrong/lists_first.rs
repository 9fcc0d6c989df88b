//! misconception: a-list-will-do
//! The iterator of a list can be pulled any number of times. But an endless tale
//! never fits in a list.

use crate::Tale;

pub fn by_turns(left: Tale, right: Tale) -> impl Iterator<Item = String> {
    let left: Vec<_> = left.collect();
    let right: Vec<_> = right.collect();
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let mut lefts_turn = false;
    std::iter::from_fn(move || {
        lefts_turn = !lefts_turn;
        if lefts_turn {
            left.next().or_else(|| right.next())
        } else {
            right.next().or_else(|| left.next())
        }
    })
}
