//! Each tale is fused separately, and the turns stay the same.
//!
//! A fused iterator remembers that it has ended, and from then on returns `None`
//! without pulling the iterator inside. Fusing the result would be too late: the
//! pull that panics happens inside it, when one tale has ended and the other hasn't.

use crate::Tale;

pub fn by_turns(left: Tale, right: Tale) -> impl Iterator<Item = String> {
    let mut left = left.fuse();
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
