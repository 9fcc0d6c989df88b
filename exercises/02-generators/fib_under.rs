//! # Fibonacci under a limit
//!
//! **build, 10 minutes**
//!
//! Write an iterator that yields the Fibonacci numbers below `limit`, one number per
//! call to `next`: 0, 1, 1, 2, 3, 5, …, where each is the sum of the two before it.
//! `limit` itself is not included.
//!
//! **Given:** an abacus, which adds two numbers and counts how often it's used. Use
//! it for every addition.
//!
//! ```text
//! impl Abacus {
//!     /// The sum, or `None` if it is more than `u64::MAX`.
//!     fn add(&self, a: u64, b: u64) -> Option<u64>;
//! }
//! ```
//!
//! **Judged:**
//!
//! - the numbers are right for limits from 0 to `u64::MAX`
//! - for `n` numbers below 1000, the abacus is used at least `n - 3` and at most
//!   `n + 2` times
//! - with the limit `u64::MAX`, the abacus isn't used before the first call to
//!   `next`, and is used at most five times in the first three calls
//!
//! `next` isn't called again after it has returned `None`.
//!
//! **Taught in:** lessons/02-generators, "One value at a time".

use crate::Abacus;
use genawaiter::rc::{Co, Gen};

pub fn fib_under(limit: u64, abacus: Abacus) -> impl Iterator<Item = u64> {
    let body = |co: Co<u64>| async move {
        // TODO: yield the numbers below `limit`.
        todo!("the Fibonacci numbers below {limit}");
    };
    Gen::new(body).into_iter()
}
