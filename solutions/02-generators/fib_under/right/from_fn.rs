//! A closure that is called for each number. Its state has to live outside the
//! closure's body.

use crate::Abacus;

pub fn fib_under(limit: u64, abacus: Abacus) -> impl Iterator<Item = u64> {
    let (mut number, mut next) = (Some(0), Some(1));
    std::iter::from_fn(move || {
        let found = number.filter(|&it| it < limit)?;
        number = next;
        next = next.and_then(|it| abacus.add(found, it));
        Some(found)
    })
}
