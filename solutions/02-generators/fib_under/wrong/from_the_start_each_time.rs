//! tests-failed: at most 19 are allowed
//! Remembers only how many numbers it has yielded, and computes each number from the
//! start.

use crate::Abacus;

pub fn fib_under(limit: u64, abacus: Abacus) -> impl Iterator<Item = u64> {
    let mut yielded = 0;
    std::iter::from_fn(move || {
        let (mut number, mut next) = (0, Some(1));
        for _ in 0..yielded {
            let after = next?;
            next = abacus.add(number, after);
            number = after;
        }
        yielded += 1;
        (number < limit).then_some(number)
    })
}
