//! Each of the two is fused by itself, and the turns stay as they were.
//!
//! A fused iterator remembers its end, and answers for the one it holds from then
//! on. To fuse what is returned would be too late: there the pull that hurts is
//! made inside, when one has ended and the other has not.

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
