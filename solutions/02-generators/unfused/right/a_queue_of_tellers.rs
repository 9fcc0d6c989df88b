//! A storyteller who has told a sentence goes to the back of the queue. A
//! storyteller who has no sentence left isn't put back.

use crate::Tale;
use std::collections::VecDeque;

pub fn by_turns(left: Tale, right: Tale) -> impl Iterator<Item = String> {
    let mut tellers = VecDeque::from([left, right]);
    std::iter::from_fn(move || {
        while let Some(mut teller) = tellers.pop_front() {
            if let Some(sentence) = teller.next() {
                tellers.push_back(teller);
                return Some(sentence);
            }
        }
        None
    })
}
