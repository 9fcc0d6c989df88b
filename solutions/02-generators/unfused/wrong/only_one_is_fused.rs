//! misconception: nobody-asks-again
//! This code was tried only with a right tale that ends first.

use crate::Tale;

pub fn by_turns(mut left: Tale, right: Tale) -> impl Iterator<Item = String> {
    let mut right = right.fuse();
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
