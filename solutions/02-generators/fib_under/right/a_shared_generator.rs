//! Uses the generator of `genawaiter::sync`, which also works across threads, and a
//! body that is an `async fn`.

use crate::Abacus;
use genawaiter::sync::{Co, Gen};

pub fn fib_under(limit: u64, abacus: Abacus) -> impl Iterator<Item = u64> {
    Gen::new(move |co| body(co, limit, abacus)).into_iter()
}

async fn body(co: Co<u64>, limit: u64, abacus: Abacus) {
    let mut pair = (0, 1);
    loop {
        if pair.0 >= limit {
            return;
        }
        co.yield_(pair.0).await;
        match abacus.add(pair.0, pair.1) {
            Some(sum) => pair = (pair.1, sum),
            None => break,
        }
    }
    if pair.1 < limit {
        co.yield_(pair.1).await;
    }
}
