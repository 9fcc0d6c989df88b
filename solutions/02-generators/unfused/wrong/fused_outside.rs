//! misconception: nobody-asks-again
//! The word is known, and put where the caller pulls. But it is the inner ones that
//! end, each at its own time.

use crate::Tale;

pub fn by_turns(mut left: Tale, mut right: Tale) -> impl Iterator<Item = String> {
    let mut lefts_turn = false;
    let both = std::iter::from_fn(move || {
        lefts_turn = !lefts_turn;
        if lefts_turn {
            left.next().or_else(|| right.next())
        } else {
            right.next().or_else(|| left.next())
        }
    });
    both.fuse()
}
