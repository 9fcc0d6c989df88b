//! Shows what a generator saves you: a type, its fields, and a place to continue
//! from.

use crate::Abacus;

pub fn fib_under(limit: u64, abacus: Abacus) -> impl Iterator<Item = u64> {
    Fibonacci { limit, abacus, coming: [Some(0), Some(1)] }
}

struct Fibonacci {
    limit: u64,
    abacus: Abacus,
    coming: [Option<u64>; 2],
}

impl Iterator for Fibonacci {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let [number, next] = self.coming;
        let number = number.filter(|&it| it < self.limit)?;
        self.coming = [next, next.and_then(|it| self.abacus.add(number, it))];
        Some(number)
    }
}
