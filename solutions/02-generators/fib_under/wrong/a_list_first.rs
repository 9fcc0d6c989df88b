//! misconception: a-list-will-do
//! A loop that pushes into a `Vec` is the first thing that comes to mind.

use crate::Abacus;

pub fn fib_under(limit: u64, abacus: Abacus) -> impl Iterator<Item = u64> {
    let mut numbers = Vec::new();
    let (mut number, mut next) = (0, Some(1));
    while number < limit {
        numbers.push(number);
        let Some(after) = next else { break };
        next = abacus.add(number, after);
        number = after;
    }
    numbers.into_iter()
}
