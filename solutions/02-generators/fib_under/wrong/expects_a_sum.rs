//! misconception: next-always-fits
//! If a number is below the limit, the next one can be computed.

use crate::Abacus;
use genawaiter::rc::{Co, Gen};

pub fn fib_under(limit: u64, abacus: Abacus) -> impl Iterator<Item = u64> {
    let body = move |co: Co<u64>| async move {
        let (mut a, mut b) = (0u64, 1u64);
        while a < limit {
            co.yield_(a).await;
            let sum = abacus.add(a, b).expect("the sum fits");
            a = b;
            b = sum;
        }
    };
    Gen::new(body).into_iter()
}
