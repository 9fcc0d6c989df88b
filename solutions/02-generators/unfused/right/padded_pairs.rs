//! Appends endless `None`s to each tale, so that the tales can be paired. After the
//! tale's first `None`, `chain` continues with the padding and doesn't pull the tale
//! again.

use crate::Tale;
use std::iter::repeat;

pub fn by_turns(left: Tale, right: Tale) -> impl Iterator<Item = String> {
    let left = left.map(Some).chain(repeat(None));
    let right = right.map(Some).chain(repeat(None));
    let pairs = left.zip(right).map(|(left, right)| [left, right]);
    pairs.take_while(|it| *it != [None, None]).flatten().flatten()
}
