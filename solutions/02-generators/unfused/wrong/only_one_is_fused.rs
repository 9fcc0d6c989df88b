//! misconception: nobody-asks-again
//! The tale that ended first when it was tried out was the right one.

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
