//! The body is paused at its yield, so its two variables are the whole state.
//!
//! It yields before it adds: what nobody pulls is never computed. A sum that does
//! not fit is above every limit, so it may end the loop: `b` is still to come then,
//! and it is the last. An `Option` for `next` keeps that out of the way of the
//! common case.

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
