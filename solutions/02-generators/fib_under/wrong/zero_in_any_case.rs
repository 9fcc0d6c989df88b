//! tests-failed: given the limit 0: it yields 0; the last number is one too many
//! The first number is yielded before the limit is checked.

use crate::Abacus;
use genawaiter::rc::{Co, Gen};

pub fn fib_under(limit: u64, abacus: Abacus) -> impl Iterator<Item = u64> {
    let body = |co: Co<u64>| async move {
        co.yield_(0).await;
        let (mut a, mut b) = (0, 1);
        while b < limit {
            co.yield_(b).await;
            let Some(sum) = abacus.add(a, b) else { break };
            (a, b) = (b, sum);
        }
    };
    Gen::new(body).into_iter()
}
