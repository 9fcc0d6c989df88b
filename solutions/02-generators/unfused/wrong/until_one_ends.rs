//! misconception: one-end-is-the-end
//! Without `or_else`, no tale is pulled past its end, but the rest of the longer one
//! is never told.

use crate::Tale;

pub fn by_turns(mut left: Tale, mut right: Tale) -> impl Iterator<Item = String> {
    let mut lefts_turn = false;
    let both = std::iter::from_fn(move || {
        lefts_turn = !lefts_turn;
        if lefts_turn { left.next() } else { right.next() }
    });
    both.fuse()
}
