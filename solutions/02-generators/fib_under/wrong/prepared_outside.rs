//! tests-failed: it uses the abacus once before the first pull
//! Does one addition before it creates the body. That isn't a list, but it isn't
//! lazy either.

use crate::Abacus;
use genawaiter::rc::{Co, Gen};

pub fn fib_under(limit: u64, abacus: Abacus) -> impl Iterator<Item = u64> {
    let mut next = abacus.add(0, 1);
    let body = |co: Co<u64>| async move {
        let mut last = 0;
        if limit > 0 {
            co.yield_(last).await;
        }
        while let Some(number) = next.filter(|it| *it < limit) {
            co.yield_(number).await;
            next = abacus.add(last, number);
            last = number;
        }
    };
    Gen::new(body).into_iter()
}
