//! misconception: next-always-fits
//! The loop stops at the limit, and the limit is a `u64`, so it seems that nothing
//! can overflow.

use crate::Abacus;
use genawaiter::rc::{Co, Gen};

pub fn fib_under(limit: u64, abacus: Abacus) -> impl Iterator<Item = u64> {
    let body = |co: Co<u64>| async move {
        let (mut a, mut b) = (0, 1);
        while a < limit {
            co.yield_(a).await;
            (a, b) = (b, abacus.add(a, b).expect("it is below the limit"));
        }
    };
    Gen::new(body).into_iter()
}
