//! misconception: one-end-is-the-end
//! Pairs are what `zip` makes. It drops the rest, and one sentence that it had
//! pulled already.

use crate::Tale;

pub fn by_turns(left: Tale, right: Tale) -> impl Iterator<Item = String> {
    left.zip(right).flat_map(|(left, right)| [left, right]).fuse()
}
