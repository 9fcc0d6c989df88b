//! Behind each tale come as many `None`s as anybody wants, so that pairs will do:
//! `chain` goes on to them at the first one, and asks the tale no more.

use crate::Tale;
use std::iter::repeat;

pub fn by_turns(left: Tale, right: Tale) -> impl Iterator<Item = String> {
    let left = left.map(Some).chain(repeat(None));
    let right = right.map(Some).chain(repeat(None));
    let pairs = left.zip(right).map(|(left, right)| [left, right]);
    pairs.take_while(|it| *it != [None, None]).flatten().flatten()
}
