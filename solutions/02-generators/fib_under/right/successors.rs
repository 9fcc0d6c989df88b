//! Each pair of neighbors follows from the previous pair, and the first number of
//! each pair is yielded.

use crate::Abacus;
use std::iter::successors;

pub fn fib_under(limit: u64, abacus: Abacus) -> impl Iterator<Item = u64> {
    let pairs = successors(Some((0, Some(1))), move |&(a, b)| {
        let b = b?;
        Some((b, abacus.add(a, b)))
    });
    pairs.map(|(number, _)| number).take_while(move |&it| it < limit)
}
