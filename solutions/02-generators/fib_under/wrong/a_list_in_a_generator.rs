//! misconception: a-list-will-do
//! All the work is done at the first pull: a generator in name only.

use crate::Abacus;
use genawaiter::rc::{Co, Gen};

pub fn fib_under(limit: u64, abacus: Abacus) -> impl Iterator<Item = u64> {
    let body = |co: Co<u64>| async move {
        let mut numbers = Vec::new();
        let (mut number, mut next) = (0, Some(1));
        while number < limit {
            numbers.push(number);
            let Some(after) = next else { break };
            next = abacus.add(number, after);
            number = after;
        }
        for number in numbers {
            co.yield_(number).await;
        }
    };
    Gen::new(body).into_iter()
}
