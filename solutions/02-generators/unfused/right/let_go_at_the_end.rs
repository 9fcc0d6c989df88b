//! A tale that has returned `None` leaves the queue and can't be pulled again.

use crate::Tale;
use std::collections::VecDeque;

pub fn by_turns(left: Tale, right: Tale) -> impl Iterator<Item = String> {
    let mut queue = VecDeque::from([left, right]);
    std::iter::from_fn(move || {
        while let Some(mut tale) = queue.pop_front() {
            if let Some(sentence) = tale.next() {
                queue.push_back(tale);
                return Some(sentence);
            }
        }
        None
    })
}
