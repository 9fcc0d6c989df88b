//! misconception: yield-without-await
//! In Python, `yield n` is enough.

use crate::Abacus;
use genawaiter::rc::{Co, Gen};

pub fn fib_under(limit: u64, abacus: Abacus) -> impl Iterator<Item = u64> {
    let body = |co: Co<u64>| async move {
        let (mut number, mut next) = (0, Some(1));
        while number < limit {
            co.yield_(number);
            let Some(after) = next else { return };
            next = abacus.add(number, after);
            number = after;
        }
    };
    Gen::new(body).into_iter()
}
