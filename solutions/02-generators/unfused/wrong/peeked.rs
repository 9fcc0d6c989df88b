//! misconception: nobody-asks-again
//! `peek` remembers the `None`, but only until `next` takes it.

use crate::Tale;

pub fn by_turns(left: Tale, right: Tale) -> impl Iterator<Item = String> {
    let (mut left, mut right) = (left.peekable(), right.peekable());
    let mut lefts_turn = false;
    std::iter::from_fn(move || {
        lefts_turn = !lefts_turn;
        let left_tells = match lefts_turn {
            true => left.peek().is_some(),
            false => right.peek().is_none(),
        };
        if left_tells { left.next() } else { right.next() }
    })
}
