//! misconception: one-end-is-the-end
//! `zip` makes pairs. Drops the rest, and also one sentence that it has already
//! pulled.

use crate::Tale;

pub fn by_turns(left: Tale, right: Tale) -> impl Iterator<Item = String> {
    left.zip(right).flat_map(|(left, right)| [left, right]).fuse()
}
