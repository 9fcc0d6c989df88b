//! misconception: limit-is-included
//! It's easy to say "under 100" without thinking of 100 itself, and 100 isn't a
//! Fibonacci number.

use crate::Abacus;
use genawaiter::rc::{Co, Gen};

pub fn fib_under(limit: u64, abacus: Abacus) -> impl Iterator<Item = u64> {
    let body = |co: Co<u64>| async move {
        let (mut number, mut next) = (0, Some(1));
        while number <= limit {
            co.yield_(number).await;
            let Some(after) = next else { return };
            next = abacus.add(number, after);
            number = after;
        }
    };
    Gen::new(body).into_iter()
}
