//! tests-failed: after a `None`, it yields
//! When a tale that has ended gets its turn, the iterator returns `None`.

use crate::Tale;

pub fn by_turns(left: Tale, right: Tale) -> impl Iterator<Item = String> {
    let (mut left, mut right) = (left.fuse(), right.fuse());
    let mut lefts_turn = false;
    std::iter::from_fn(move || {
        lefts_turn = !lefts_turn;
        if lefts_turn { left.next() } else { right.next() }
    })
}
