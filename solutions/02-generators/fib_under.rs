//! The body is paused at its yield, so its two variables are all the state.
//!
//! The body yields before it adds, so a number that isn't pulled is never computed.
//! A sum that doesn't fit is above every limit, so it may end the sequence, but
//! `number` must still be yielded as the last one. The `Option` in `next` handles
//! this case without a special branch.

use crate::Abacus;
use genawaiter::rc::{Co, Gen};

pub fn fib_under(limit: u64, abacus: Abacus) -> impl Iterator<Item = u64> {
    let body = |co: Co<u64>| async move {
        let (mut number, mut next) = (0, Some(1));
        while number < limit {
            co.yield_(number).await;
            let Some(after) = next else { return };
            next = abacus.add(number, after);
            number = after;
        }
    };
    Gen::new(body).into_iter()
}
