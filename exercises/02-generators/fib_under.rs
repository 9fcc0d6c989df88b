//! # Fibonacci under a limit                                  build, 10 minutes
//!
//! Hand out the Fibonacci numbers below `limit`, one at each pull: 0, 1, 1, 2, 3, 5,
//! each the sum of the two before it. The limit itself is not below the limit.
//!
//! Given: `abacus.add(a, b)` is the sum, or `None` if it does not fit a `u64`. Add
//! with it and with nothing else: it counts how often it is used.
//! Judged by the numbers for limits from 0 to `u64::MAX`, and by the abacus: before
//! the first pull it is not used, and three pulls of the longest sequence need no
//! more of it than three numbers do.
//! Taught in lessons/02-generators, "One value at a time".

use crate::Abacus;
use genawaiter::rc::{Co, Gen};

pub fn fib_under(limit: u64, abacus: Abacus) -> impl Iterator<Item = u64> {
    let body = |co: Co<u64>| async move {
        // TODO: yield the numbers below `limit`.
        todo!("the Fibonacci numbers below {limit}");
    };
    Gen::new(body).into_iter()
}
